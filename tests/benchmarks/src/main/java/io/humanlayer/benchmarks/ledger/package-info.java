/// Measures the ledger's own code on a broker and a database that are started for it: how fast it
/// writes beside plain COPY of the same rows, how soon a receipt can be had, and what a read costs
/// as the log grows. Read `LedgerBench` first.
@NullMarked
package io.humanlayer.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
