package io.humanlayer.eventing;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// The CloudEvents 1.0 attributes of an event, carried as Kafka headers (binary content mode).
///
/// @param id the event's id: what consumers dedupe on
/// @param source who says so, for example `/services/policy-engine`
/// @param type the event's full name and major version
/// @param subject the request id, or the stream's id where no request is concerned
/// @param time when it happened
/// @param org the organisation whose fact it is
/// @param causedBy the id of the message that brought it about
/// @param traceparent the W3C trace context of the occurrence
public record Envelope(
    UUID id,
    String source,
    String type,
    String subject,
    Instant time,
    String org,
    @Nullable String causedBy,
    @Nullable String traceparent) {

  /// These attributes as record headers.
  public Headers headers() {
    var headers = new RecordHeaders();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", id.toString());
    put(headers, "ce_source", source);
    put(headers, "ce_type", type);
    put(headers, "ce_subject", subject);
    put(headers, "ce_time", time.toString());
    put(headers, "ce_orgid", org);
    put(headers, "ce_causationid", causedBy);
    put(headers, "traceparent", traceparent);
    put(headers, "content-type", "application/avro");
    return headers;
  }

  /// Reads the attributes from record headers.
  ///
  /// @throws Malformed if a required attribute is missing or not of its form
  public static Envelope from(Headers headers) {
    try {
      return new Envelope(
          uuid(require(headers, "ce_id")),
          require(headers, "ce_source"),
          require(headers, "ce_type"),
          require(headers, "ce_subject"),
          OffsetDateTime.parse(require(headers, "ce_time")).toInstant(),
          require(headers, "ce_orgid"),
          text(headers, "ce_causationid"),
          text(headers, "traceparent"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Malformed("the envelope is not a CloudEvent: " + e.getMessage(), e);
    }
  }

  /// The JDK also reads shorter forms, under which one id would have two names.
  private static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("ce_id is not a UUID");
    }
    return uuid;
  }

  /// The last header of that name as text, if there is one.
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String require(Headers headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isEmpty()) {
      throw new Malformed("header " + name + " is missing");
    }
    return value;
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
