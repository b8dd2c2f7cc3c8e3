package io.humanlayer.routing.app;

import io.humanlayer.kernel.RequestId;

/// What this service keeps of what people wrote about a request.
public interface ErasedContent {

  /// Destroys it; the facts stay.
  void erase(RequestId request);
}
