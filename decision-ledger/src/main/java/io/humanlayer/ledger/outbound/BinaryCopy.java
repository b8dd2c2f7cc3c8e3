package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.AlreadyWritten;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into one table by `COPY … (format binary)`: what PostgreSQL takes fastest.
///
/// @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">the format</a>
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final DataOutputStream out = new DataOutputStream(bytes);

  BinaryCopy() {
    write(
        () -> {
          out.write(SIGNATURE);
          out.writeInt(0);
          out.writeInt(0);
        });
  }

  BinaryCopy row(int columns) {
    return write(() -> out.writeShort(columns));
  }

  BinaryCopy number(int value) {
    return write(
        () -> {
          out.writeInt(Integer.BYTES);
          out.writeInt(value);
        });
  }

  BinaryCopy small(int value) {
    return write(
        () -> {
          out.writeInt(Short.BYTES);
          out.writeShort(value);
        });
  }

  BinaryCopy number(long value) {
    return write(
        () -> {
          out.writeInt(Long.BYTES);
          out.writeLong(value);
        });
  }

  BinaryCopy uuid(@Nullable UUID value) {
    return write(
        () -> {
          if (value == null) {
            out.writeInt(-1);
          } else {
            out.writeInt(2 * Long.BYTES);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
          }
        });
  }

  BinaryCopy bytes(byte[] value) {
    return write(
        () -> {
          out.writeInt(value.length);
          out.write(value);
        });
  }

  BinaryCopy text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy time(Instant value) {
    return number(ChronoUnit.MICROS.between(EPOCH, value));
  }

  /// Sends the rows to `table`.
  void into(Handle handle, String table) {
    write(() -> out.writeShort(-1));
    byte[] rows = bytes.toByteArray();
    try {
      CopyIn copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + table + " from stdin (format binary)");
      copy.writeToCopy(rows, 0, rows.length);
      copy.endCopy();
    } catch (SQLException e) {
      throw UNIQUE_VIOLATION.equals(e.getSQLState())
          ? new AlreadyWritten(e)
          : new IllegalStateException("rows were not written to " + table, e);
    }
  }

  private BinaryCopy write(Output output) {
    try {
      output.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private interface Output {
    void run() throws IOException;
  }
}
