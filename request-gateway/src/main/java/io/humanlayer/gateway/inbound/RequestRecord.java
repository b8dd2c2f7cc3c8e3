package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.UnknownContract;
import io.humanlayer.gateway.wire.RequestJson;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.CanonicalJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What agents write to their organisation's topic: JSON, or the Avro event `RequestMade`, told
/// apart by the first byte (the registry's wire format starts with a zero) or the `content-type`.
@ApplicationScoped
public class RequestRecord {

  private static final String EVENT = "io.humanlayer.ext.RequestMade";
  private static final List<String> TEXTS =
      List.of(
          "agent",
          "operation",
          "target",
          "type",
          "domain",
          "jurisdiction",
          "language",
          "summary",
          "confidence",
          "risk",
          "priority",
          "expires_at",
          "callback_url",
          "idempotency_key");
  private static final List<String> JSONS = List.of("arguments", "context", "state");

  private final AvroWire wire;

  public RequestRecord(AvroWire wire) {
    this.wire = wire;
  }

  /// The JSON form of the record.
  ObjectNode body(ConsumerRecord<String, byte[]> message) {
    byte[] value = message.value();
    if (value == null) {
      throw new Malformed("the record has no value");
    }
    String type = Optional.ofNullable(Envelope.text(message.headers(), "content-type")).orElse("");
    boolean avro = type.contains("avro") || (type.isEmpty() && value.length > 0 && value[0] == 0);
    return avro ? json(decode(value)) : StrictJson.object(value);
  }

  /// Whoever writes here is outside: a schema that nobody knows is their mistake, not a producer of
  /// ours that was deployed first, and must not stop the requests of all others.
  private EventBody decode(byte[] value) {
    try {
      return wire.decode(EVENT, value);
    } catch (UnknownContract e) {
      throw new Malformed(String.valueOf(e.getMessage()), e);
    }
  }

  /// Whose topic it is: `ext.<org>.requests.v1`.
  static OrganisationId organisation(ConsumerRecord<String, byte[]> message) {
    return new OrganisationId(message.topic().split("\\.")[1]);
  }

  /// The `Idempotency-Key` header, else the key in the body, else `ce_id`, else the digest of the
  /// record.
  static String idempotencyKey(ConsumerRecord<String, byte[]> message, ObjectNode body) {
    String header = Envelope.text(message.headers(), "Idempotency-Key");
    if (header != null) {
      return usable("Idempotency-Key", header);
    }
    String inBody = body.path("idempotency_key").textValue();
    if (inBody != null) {
      return inBody;
    }
    String id = Envelope.text(message.headers(), "ce_id");
    return id != null ? usable("ce_id", id) : digest(message);
  }

  private static String usable(String name, String key) {
    if (key.isBlank()
        || key.length() > RequestJson.MAX_KEY
        || key.chars().anyMatch(Character::isISOControl)) {
      throw new Malformed(
          "header "
              + name
              + " must have 1 to "
              + RequestJson.MAX_KEY
              + " characters and no control characters");
    }
    return key;
  }

  private static String digest(ConsumerRecord<String, byte[]> message) {
    String key = Optional.ofNullable(message.key()).orElse("");
    String value = new String(message.value(), StandardCharsets.ISO_8859_1);
    return CanonicalJson.digest(message.topic() + "\n" + key + "\n" + value);
  }

  private static ObjectNode json(EventBody body) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : TEXTS) {
      put(json, name, body.optionalText(name));
    }
    json.put("level", body.integer("level"));
    for (String name : JSONS) {
      String text = body.optionalText(name);
      if (text != null) {
        json.set(name, parse(name, text));
      }
    }
    return json;
  }

  private static JsonNode parse(String name, String text) {
    try {
      return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (ProblemException e) {
      throw Problem.invalid("/" + name, e.problem().detail()).asException();
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }
}
