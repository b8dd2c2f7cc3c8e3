/// Checks a receipt offline, for someone who trusts neither us nor the network: only the key of the
/// log, which they were given beforehand.
///
/// It must never fetch anything, never accept a second spelling of the same receipt, and never say
/// less than what it checked. Read `ReceiptVerification` first; `VerifyCommand` is the command.
@NullMarked
package io.humanlayer.verifier;

import org.jspecify.annotations.NullMarked;
