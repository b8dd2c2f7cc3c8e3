/// What an auditor asks of a log and what re-reading it can find. Read `Finding` first.
@NullMarked
package io.humanlayer.ledger.core.audit;

import org.jspecify.annotations.NullMarked;
