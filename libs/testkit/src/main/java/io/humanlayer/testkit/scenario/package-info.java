/// Tests of deciders that read as sentences: `Scenario` for one rule, `SeededWalk` for all orders
/// of commands that nobody thought of.
///
/// Never a mock and never a clock: a decider gets its whole world as arguments. Read `Scenario`
/// first.
@NullMarked
package io.humanlayer.testkit.scenario;

import org.jspecify.annotations.NullMarked;
