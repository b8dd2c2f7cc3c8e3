/// The writer as a process of its own, and what is left when it, or the database under it, is
/// killed in the middle of a batch.
package io.humanlayer.ledger.killed;
