package io.humanlayer.notifier.app;

import io.humanlayer.notifier.core.delivery.Reply;
import java.util.Map;

/// The receivers out on the network.
public interface CallbackReceiver {

  /// Posts `body` once, and says what came of it. Never throws for what a receiver does.
  Reply post(String url, Map<String, String> headers, String body);
}
