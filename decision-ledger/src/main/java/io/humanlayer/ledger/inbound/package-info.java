/// What reaches the ledger: the events of all other services, the clock that asks for checkpoints,
/// and those who read receipts and tiles. Read `FactsConsumer` first.
@NullMarked
package io.humanlayer.ledger.inbound;

import org.jspecify.annotations.NullMarked;
