/// Between messages and the domain: the document and leaf of an event, the ledger's own events, the
/// JSON form of a receipt.
///
/// What is written here is hashed for ever: the same record must give the same bytes in every later
/// version. Read `EventDocument` first.
@NullMarked
package io.humanlayer.ledger.wire;

import org.jspecify.annotations.NullMarked;
