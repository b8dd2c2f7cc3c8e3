package io.humanlayer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Clients that work side by side. Closing them drops what they have not begun.
final class Clients<T> implements AutoCloseable {

  private final ExecutorService threads;
  private final ExecutorCompletionService<T> work;
  private int given;

  Clients(int count) {
    threads = Executors.newFixedThreadPool(count);
    work = new ExecutorCompletionService<>(threads);
  }

  void run(Callable<T> one) {
    work.submit(one);
    given++;
  }

  /// What everything given so far has come to; the first that fails ends the run.
  List<T> await() throws InterruptedException {
    var all = new ArrayList<T>();
    try {
      for (; given > 0; given--) {
        all.add(work.take().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e);
    }
    return all;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
