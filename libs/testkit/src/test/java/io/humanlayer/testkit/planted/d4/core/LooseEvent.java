package io.humanlayer.testkit.planted.d4.core;

sealed interface LooseEvent {
  final class NotARecord implements LooseEvent {}
}
