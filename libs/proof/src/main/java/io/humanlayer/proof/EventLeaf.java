package io.humanlayer.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One event as it stands in a log: identifiers, a time and a digest; no free text, no content. The
/// digest is SHA-256 over the canonical JSON of the event's document.
///
/// @param decisionId the request that the event is about; empty for what concerns no single request
public record EventLeaf(
    Optional<UUID> decisionId, Hash digest, UUID eventId, Instant occurredAt, String type) {

  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._]{0,199}");

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"apiVersion\":\"1\",\"kind\":\"hl\\.event\",\"spec\":\\{"
              + "\"decisionId\":(?:null|\"([0-9a-f-]{36})\"),"
              + "\"digest\":\\{\"sha256\":\"([A-Za-z0-9+/]{43}=)\"},"
              + "\"eventId\":\"([0-9a-f-]{36})\","
              + "\"occurredAt\":\"([0-9TZ:.-]{24})\","
              + "\"type\":\"([A-Za-z0-9._]{1,200})\"}}");

  public EventLeaf {
    if (!TYPE.matcher(type).matches()) {
      throw new MalformedException("not the name of an event type");
    }
  }

  /// Reads the one encoding that [#text()] writes.
  public static EventLeaf parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new MalformedException("not an event leaf");
    }
    EventLeaf leaf;
    try {
      leaf =
          new EventLeaf(
              Optional.ofNullable(form.group(1)).map(UUID::fromString),
              Hash.fromBase64(form.group(2)),
              UUID.fromString(form.group(3)),
              Milliseconds.parse(form.group(4)),
              form.group(5));
    } catch (MalformedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new MalformedException("not an event leaf: " + e.getMessage());
    }
    if (!leaf.text().equals(text)) {
      throw new MalformedException("not the canonical form of an event leaf");
    }
    return leaf;
  }

  /// JCS (RFC 8785) without a JSON library: every field is of an alphabet that needs no escape.
  public String text() {
    return """
    {"apiVersion":"1","kind":"hl.event","spec":{"decisionId":%s,"digest":{"sha256":"%s"},\
    "eventId":"%s","occurredAt":"%s","type":"%s"}}"""
        .formatted(
            decisionId.map(id -> "\"" + id + "\"").orElse("null"),
            digest.base64(),
            eventId,
            Milliseconds.text(occurredAt),
            type);
  }
}
