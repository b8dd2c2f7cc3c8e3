/// The use cases of the ledger, one class each, and the ports to what lies outside the process.
///
/// Everything is written under the lock of one log, and a signature leaves only after the entries
/// and the checkpoint under it are durable. Read `RecordFacts`, `PublishCheckpoint`, `ReadReceipt`.
@NullMarked
package io.humanlayer.ledger.app;

import org.jspecify.annotations.NullMarked;
