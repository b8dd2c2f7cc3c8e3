/// The signature of a person: a passkey's assertion (WebAuthn level 3) over the digest of what was
/// put before them.
///
/// It checks with the JDK alone, so that whoever doubts us can do the same with ten lines of their
/// own. It knows no store and no clock: whose key it is, and whether the document was fresh, others
/// have to say. Read `Assertion` first.
@NullMarked
package io.humanlayer.proof.human;

import org.jspecify.annotations.NullMarked;
