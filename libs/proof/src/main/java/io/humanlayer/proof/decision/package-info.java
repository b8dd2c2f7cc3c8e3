/// A decision as stock tools can check it: the sealed artefact with salted digests in place of what
/// people wrote (RFC 9901), its entry in the log exactly as Rekor v2 has it (hashedrekord 0.0.2),
/// the Sigstore bundle v0.3 that carries both, and the root of trust that goes with it.
///
/// No JSON library: each document is written in the one canonical form that its alphabet allows.
/// Read [io.humanlayer.proof.decision.HashedRekord] first, then
/// [io.humanlayer.proof.decision.SigstoreBundle].
@NullMarked
package io.humanlayer.proof.decision;

import org.jspecify.annotations.NullMarked;
