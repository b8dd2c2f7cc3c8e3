/// The use cases of routing, one class each, and the ports to what lies outside the process.
///
/// Here the instant and the Sentinel's current record are added to a command before a decider sees
/// it. Never a rule of its own. Read `Cases` first.
@NullMarked
package io.humanlayer.routing.app;

import org.jspecify.annotations.NullMarked;
