package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Accreditation;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Registration;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `SentinelRegistered`: what the other services may know of a Sentinel. Never the name.
public final class SentinelAvro {

  public static final String SENTINELS = "hl.sentinels.v1";

  private SentinelAvro() {}

  /// The full state, which stays on the compacted topic.
  public static OutgoingEvent registered(
      OrganisationId organisation, SentinelId id, Known known, Instant at) {
    Accreditation held = known.accreditation();
    @Nullable Proofing proofing = held.proofing();
    var values = ParticularsAvro.write(held.particulars());
    values.put("org", organisation);
    values.put("sentinel", id);
    values.put(
        "qualifications", held.qualifications().stream().map(QualificationAvro::write).toList());
    values.put("identityLevel", proofing == null ? 0 : proofing.level());
    values.put("suspended", known instanceof Registration.Suspended);
    values.put("available", held.presence().availableAt(at));
    values.put("at", at);
    return new OutgoingEvent(
        SENTINELS,
        organisation + "/" + id,
        at,
        EventBody.of("io.humanlayer.sentinels.SentinelRegistered", values));
  }
}
