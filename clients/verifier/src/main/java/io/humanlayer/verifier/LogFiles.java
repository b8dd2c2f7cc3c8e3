package io.humanlayer.verifier;

import java.io.IOException;
import java.util.Optional;

/// Where the files of a log are (C2SP tlog-tiles).
@FunctionalInterface
public interface LogFiles {

  /// The file at this path, for example `tile/0/000.p/5`; empty if there is none.
  Optional<byte[]> read(String path) throws IOException;
}
