/// Who else stands behind a checkpoint than the Ed25519 key of its log: witnesses that have seen
/// the log grow, and a key that a quantum computer does not break.
///
/// Formats: C2SP tlog-cosignature (types 4 and 6), tlog-witness and tlog-proof. Nothing here may
/// accept a signature line under a known key that is wrong: such a note is no note. Read
/// `CheckpointKey` first, then `TlogProof`.
@NullMarked
package io.humanlayer.proof.note;

import org.jspecify.annotations.NullMarked;
