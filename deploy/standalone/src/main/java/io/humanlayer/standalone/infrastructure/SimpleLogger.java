package io.humanlayer.standalone.infrastructure;

import java.util.List;

/// How the Kafka programs log: to their standard output, warnings and worse.
final class SimpleLogger {

  static final List<String> FLAGS =
      List.of(
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
          "-Dorg.slf4j.simpleLogger.showShortLogName=true",
          "-Dorg.slf4j.simpleLogger.logFile=System.out");

  private SimpleLogger() {}
}
