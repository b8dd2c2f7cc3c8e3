package io.humanlayer.eventing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Runs the same thing on several threads at the same moment.
final class Together {

  private Together() {}

  /// What each of `count` threads answered, or the exception that it ended with.
  static List<Object> run(int count, IntFunction<Object> each) throws InterruptedException {
    var start = new CyclicBarrier(count);
    var answers = new ArrayList<Object>();
    try (var threads = Executors.newFixedThreadPool(count)) {
      var running = new ArrayList<Future<Object>>();
      for (int i = 0; i < count; i++) {
        int number = i;
        Callable<Object> task =
            () -> {
              start.await();
              return each.apply(number);
            };
        running.add(threads.submit(task));
      }
      for (Future<Object> one : running) {
        try {
          answers.add(one.get());
        } catch (ExecutionException e) {
          answers.add(e.getCause());
        }
      }
    }
    return answers;
  }
}
