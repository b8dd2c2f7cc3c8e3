/// The command `./humanlayer policy`: what the engine does to a policy before it publishes it, on
/// the author's machine and in their CI. It is made of the engine's own classes, so that both never
/// disagree; only replay of live history and publication talk to a running system. Read
/// `PolicyCommand` first.
@NullMarked
package io.humanlayer.policyclient;

import org.jspecify.annotations.NullMarked;
