/// The dependency rules that every module is held to, as tests to subclass: [ServiceRules] for a
/// service, [LibraryRules] for a library. Each failure names its rule (`D1` to `D13`).
///
/// A rule looks at compiled classes and configuration only; it never starts anything. Read
/// [ServiceRules] first: its test names are the list of the rules.
@NullMarked
package io.humanlayer.testkit.rules;

import org.jspecify.annotations.NullMarked;
