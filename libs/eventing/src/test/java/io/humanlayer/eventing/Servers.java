package io.humanlayer.eventing;

import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Broker, database and registry, started once for all tests of this module; the test kit stops
/// them when the JVM ends.
final class Servers {

  private static final Map<String, String> CONFIG = new RealInfrastructure().start();
  private static final Jdbi JDBI = migrated();

  private Servers() {}

  static String kafka() {
    return CONFIG.get("HL_KAFKA");
  }

  static TestKafka testKafka() {
    return new TestKafka(kafka());
  }

  static URI registry() {
    return URI.create(CONFIG.get("HL_REGISTRY_URL"));
  }

  static AvroWire wire() {
    return new AvroWire(new HttpSchemaRegistry(registry()));
  }

  static Jdbi jdbi() {
    return JDBI;
  }

  static Journal journal() {
    return new Journal(wire(), new EventIds(Clock.systemUTC(), new SecureRandom()));
  }

  private static Jdbi migrated() {
    Jdbi jdbi =
        Jdbi.create(
            CONFIG.get("HL_DB_URL"), CONFIG.get("HL_DB_USER"), CONFIG.get("HL_DB_PASSWORD"));
    for (String file : List.of("V1__journal_and_inbox.sql", "R__journal_erasure.sql")) {
      jdbi.useHandle(handle -> handle.createScript(script(file)).execute());
    }
    return jdbi;
  }

  private static String script(String file) {
    try (var in = Servers.class.getResourceAsStream("/db/eventing/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
