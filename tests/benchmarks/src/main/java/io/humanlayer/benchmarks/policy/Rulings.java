package io.humanlayer.benchmarks.policy;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One ruling, and the same rules in bare CEL.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class Rulings {

  /// Rules in all, and the operations that they are spread over.
  @Param({"3/1", "20/2", "500/50"})
  public String size = "3/1";

  private Sample sample = Sample.of(3, 1);

  @Setup
  public void prepare() {
    var parts = size.split("/", 2);
    sample = Sample.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  @Benchmark
  public Object engine() {
    return sample.rule();
  }

  @Benchmark
  public int bareCel() {
    return sample.evaluateBare();
  }
}
