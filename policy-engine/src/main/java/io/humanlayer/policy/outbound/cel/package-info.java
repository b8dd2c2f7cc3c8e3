/// The language of conditions: CEL (`dev.cel`), type-checked when a policy is published and planned
/// for evaluation. Nothing outside this package knows the library, which is not yet at version 1.
/// An expression must never see a value of a type that it was not checked for. Read `CelLanguage`
/// first.
@NullMarked
package io.humanlayer.policy.outbound.cel;

import org.jspecify.annotations.NullMarked;
