/// How a log grows: which facts become which entries, which tiles become full, and what is told
/// once a head over them is signed.
///
/// Pure: the same facts after the same edge are the same entries, so a log can be rebuilt from its
/// topics. Read `Appending` first, then `Publication`.
@NullMarked
package io.humanlayer.ledger.core.log;

import org.jspecify.annotations.NullMarked;
