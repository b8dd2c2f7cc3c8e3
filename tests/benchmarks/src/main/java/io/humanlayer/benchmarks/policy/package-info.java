/// What a ruling costs: nanoseconds per ruling of the engine beside the same rules evaluated by
/// bare CEL in the same run, and how long it takes to replay a past. Nothing need run. Read
/// `PolicyBench` first.
@NullMarked
package io.humanlayer.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
