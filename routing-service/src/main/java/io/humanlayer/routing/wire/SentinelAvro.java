package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `SentinelRegistered`: what the other services may know of a Sentinel. Never the name.
public final class SentinelAvro {

  private SentinelAvro() {}

  public static OutgoingEvent registered(Sentinel sentinel, boolean active, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", sentinel.organisation());
    values.put("sentinel", sentinel.id());
    values.put("source", CommonAvro.word(sentinel.source()));
    values.put("active", active);
    values.put(
        "qualifications",
        sentinel.qualifications().stream().map(SentinelAvro::qualification).toList());
    values.put("languages", sentinel.languages().stream().sorted().toList());
    values.put("jurisdictions", sentinel.jurisdictions().stream().sorted().toList());
    values.put("at", at);
    return new OutgoingEvent(
        "hl.sentinels.v1",
        sentinel.organisation() + "/" + sentinel.id(),
        at,
        EventBody.of("io.humanlayer.sentinels.SentinelRegistered", values));
  }

  private static Map<String, @Nullable Object> qualification(Qualification held) {
    @Nullable BigDecimal ceiling = held.ceiling();
    var values = new HashMap<String, @Nullable Object>();
    values.put("name", held.name());
    values.put("level", held.level());
    values.put("validFrom", held.validFrom());
    values.put("validTo", held.validTo());
    values.put("ceiling", ceiling == null ? null : ceiling.toPlainString());
    return values;
  }
}
