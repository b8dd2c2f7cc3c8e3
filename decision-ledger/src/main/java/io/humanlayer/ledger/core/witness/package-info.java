/// What this installation does as a witness of other logs: it signs a head that continues the last
/// one it has signed, and nothing else. Read `WitnessedLog` first.
@NullMarked
package io.humanlayer.ledger.core.witness;

import org.jspecify.annotations.NullMarked;
