/// How many decisions an organisation had, by what they were, each line with the entries that it
/// counts. Pure: whoever has the log reproduces the statement. Time a Sentinel spent is never
/// counted. Read `Statement` first.
@NullMarked
package io.humanlayer.ledger.core.usage;

import org.jspecify.annotations.NullMarked;
