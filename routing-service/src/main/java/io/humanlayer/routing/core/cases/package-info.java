/// The case: from the ruling that asks for a human to the one Decision, as a pure state machine.
///
/// No clock, no chance, no register of Sentinels: whoever gives a command brings the instant and
/// the Sentinel's record of that instant along. It must never decide twice, never approve without
/// the quorum, and never let anything follow a Decision. Read `CaseDecider` first, then
/// `Settlement`.
@NullMarked
package io.humanlayer.routing.core.cases;

import org.jspecify.annotations.NullMarked;
