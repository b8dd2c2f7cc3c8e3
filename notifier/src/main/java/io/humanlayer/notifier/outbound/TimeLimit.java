package io.humanlayer.notifier.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Closes a socket when its time is up, whatever is going on: a receiver that gives a byte now and
/// then outlasts every other timeout.
final class TimeLimit implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean exceeded;

  TimeLimit(Socket socket, Duration limit) {
    Thread.ofVirtual().start(() -> watch(socket, limit));
  }

  private void watch(Socket socket, Duration limit) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        exceeded = true;
        socket.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exceeded() {
    return exceeded;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
