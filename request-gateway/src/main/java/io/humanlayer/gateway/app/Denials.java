package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.denial.DenialChange;
import java.util.List;

/// Which actions humans have rejected. [RequestStore#accept] minds them.
public interface Denials {

  /// Notes `changes`, in their order; noting one again changes nothing.
  void note(List<DenialChange> changes);
}
