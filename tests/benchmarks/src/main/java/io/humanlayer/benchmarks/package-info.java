/// Measures a running system from the outside, and beside it, in the same run, the bare hops that
/// it cannot do without; the ratio is what counts on a machine that is never quite idle. Read
/// `Bench` first.
@NullMarked
package io.humanlayer.benchmarks;

import org.jspecify.annotations.NullMarked;
