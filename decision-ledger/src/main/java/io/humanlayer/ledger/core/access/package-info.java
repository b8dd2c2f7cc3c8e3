/// Who may read a log: the agents of its organisation and the operator. Nobody writes to a log from
/// outside. Read `Caller` first.
@NullMarked
package io.humanlayer.ledger.core.access;

import org.jspecify.annotations.NullMarked;
