/// The logs in PostgreSQL, and the signing keys under the master key.
///
/// Nothing here is ever updated but the two counters in a log's own row, and the database refuses
/// the attempt. Read `SqlLogStore` first, then `SqlTiles`.
@NullMarked
package io.humanlayer.ledger.outbound;

import org.jspecify.annotations.NullMarked;
