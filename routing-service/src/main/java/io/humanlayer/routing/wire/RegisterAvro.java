package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventCodec;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictDeclared;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ConflictWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationAccepted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationOffered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationRevoked;
import io.humanlayer.routing.core.sentinels.SentinelEvent.IdentityProofed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.OfferLapsed;
import io.humanlayer.routing.core.sentinels.SentinelEvent.ParticularsSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRegistered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRemoved;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PresenceSet;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationGranted;
import io.humanlayer.routing.core.sentinels.SentinelEvent.QualificationWithdrawn;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelReinstated;
import io.humanlayer.routing.core.sentinels.SentinelEvent.SentinelSuspended;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Each change of one Sentinel in the register. Every change has a key of its own on the compacted
/// topic, so that none is ever compacted away before it is a leaf.
public record RegisterAvro(OrganisationId organisation, SentinelId id, Supplier<UUID> keys)
    implements EventCodec<SentinelEvent> {

  private static final String PREFIX = "io.humanlayer.sentinels.";

  @Override
  public OutgoingEvent write(SentinelEvent event) {
    var values = new HashMap<String, @Nullable Object>(special(event));
    values.put("org", organisation);
    values.put("sentinel", id);
    values.put("at", event.at());
    return new OutgoingEvent(
        SentinelAvro.SENTINELS,
        organisation + "/" + id + "/" + keys.get(),
        event.at(),
        EventBody.of(PREFIX + event.getClass().getSimpleName(), values));
  }

  private static Map<String, ? extends @Nullable Object> special(SentinelEvent event) {
    return switch (event) {
      case ParticularsSet(var particulars, _) -> ParticularsAvro.write(particulars);
      case IdentityProofed(Proofing(var method, var level, var verifier, var provedAt), _) ->
          Map.of("method", method, "level", level, "verifier", verifier, "provedAt", provedAt);
      case QualificationGranted(var qualification, _) ->
          Map.of("qualification", QualificationAvro.write(qualification));
      case QualificationWithdrawn(var name, var level, var from, var reason, _) ->
          Map.of("name", name, "level", level, "validFrom", from, "reason", reason);
      case SentinelSuspended(var reason, _) -> Map.of("reason", reason);
      case SentinelReinstated(var reason, _) -> Map.of("reason", reason);
      case ConflictDeclared(Conflict(var conflict, var kind, var digest), _) ->
          Map.of("conflict", conflict, "kind", CommonAvro.word(kind), "digest", digest);
      case ConflictWithdrawn(var conflict, _) -> Map.of("conflict", conflict);
      case DelegationOffered(var delegation, _) -> delegation(delegation);
      case DelegationAccepted(var delegation, var by, _) ->
          Map.of("delegation", delegation, "by", by);
      case DelegationRevoked(var delegation, var by, _) -> revoked(delegation, by);
      case PasskeyRegistered(var passkey, _) -> PasskeyAvro.write(passkey);
      case PasskeyRemoved(var credential, _) -> Map.of("credential", credential);
      case PresenceSet(var presence, _) -> presence(presence);
      case OfferLapsed(var inARow, _) -> Map.of("inARow", inARow);
    };
  }

  private static Map<String, @Nullable Object> delegation(Delegation delegation) {
    @Nullable BigDecimal upTo = delegation.upTo();
    var values = new HashMap<String, @Nullable Object>();
    values.put("delegation", delegation.id());
    values.put("to", delegation.to());
    values.put("qualification", delegation.qualification());
    values.put("heldAs", delegation.heldAs());
    values.put("upTo", upTo == null ? null : upTo.toPlainString());
    values.put("validFrom", delegation.from());
    values.put("validTo", delegation.until());
    return values;
  }

  private static Map<String, @Nullable Object> revoked(String delegation, @Nullable SentinelId by) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("delegation", delegation);
    values.put("by", by);
    return values;
  }

  private static Map<String, @Nullable Object> presence(Presence presence) {
    var values = new HashMap<String, @Nullable Object>();
    switch (presence) {
      case Presence.Available _ -> values.put("available", true);
      case Presence.Away(var cause, var until) -> {
        values.put("available", false);
        values.put("cause", CommonAvro.word(cause));
        values.put("until", until);
      }
    }
    return values;
  }

  @Override
  public SentinelEvent read(EventBody body) {
    var at = body.instant("at");
    return switch (body.event().substring(PREFIX.length())) {
      case "ParticularsSet" -> new ParticularsSet(ParticularsAvro.read(body), at);
      case "IdentityProofed" ->
          new IdentityProofed(
              new Proofing(
                  body.text("method"),
                  body.integer("level"),
                  body.text("verifier"),
                  body.instant("provedAt")),
              at);
      case "QualificationGranted" ->
          new QualificationGranted(QualificationAvro.read(body.record("qualification")), at);
      case "QualificationWithdrawn" ->
          new QualificationWithdrawn(
              body.text("name"),
              body.integer("level"),
              body.instant("validFrom"),
              body.text("reason"),
              at);
      case "SentinelSuspended" -> new SentinelSuspended(body.text("reason"), at);
      case "SentinelReinstated" -> new SentinelReinstated(body.text("reason"), at);
      case "ConflictDeclared" ->
          new ConflictDeclared(
              new Conflict(
                  body.text("conflict"),
                  CommonAvro.word(Conflict.Kind.class, body.text("kind")),
                  body.text("digest")),
              at);
      case "ConflictWithdrawn" -> new ConflictWithdrawn(body.text("conflict"), at);
      case "DelegationOffered" -> new DelegationOffered(delegation(body), at);
      case "DelegationAccepted" ->
          new DelegationAccepted(body.text("delegation"), new SentinelId(body.text("by")), at);
      case "DelegationRevoked" ->
          new DelegationRevoked(body.text("delegation"), by(body.optionalText("by")), at);
      case "PasskeyRegistered" -> new PasskeyRegistered(PasskeyAvro.read(body), at);
      case "PasskeyRemoved" -> new PasskeyRemoved(body.text("credential"), at);
      case "PresenceSet" -> new PresenceSet(presence(body), at);
      case "OfferLapsed" -> new OfferLapsed(body.integer("inARow"), at);
      default -> throw new Malformed(body.event() + " is no event of the register");
    };
  }

  private static @Nullable SentinelId by(@Nullable String by) {
    return by == null ? null : new SentinelId(by);
  }

  private static Delegation delegation(EventBody body) {
    return new Delegation(
        body.text("delegation"),
        new SentinelId(body.text("to")),
        body.text("qualification"),
        body.text("heldAs"),
        body.optionalDecimal("upTo"),
        body.instant("validFrom"),
        body.instant("validTo"));
  }

  private static Presence presence(EventBody body) {
    return body.flag("available")
        ? new Presence.Available()
        : new Presence.Away(
            CommonAvro.word(Presence.Cause.class, body.text("cause")),
            body.optionalInstant("until"));
  }
}
