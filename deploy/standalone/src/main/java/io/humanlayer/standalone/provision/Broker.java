package io.humanlayer.standalone.provision;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/// Asking the broker as its administrator.
final class Broker {

  private static final int LIMIT_SECONDS = 60;

  private Broker() {}

  static Admin at(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /// Returns when `condition` holds.
  static void await(String what, BooleanSupplier condition) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new ProvisionFailure("the broker has not taken over " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ProvisionFailure("the broker refused: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new ProvisionFailure("the broker did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProvisionFailure("interrupted", e);
    }
  }
}
