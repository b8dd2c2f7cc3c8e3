package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Behalf;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.Grant;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Terms;
import io.humanlayer.routing.core.cases.Verdict;
import io.humanlayer.routing.core.cases.VerdictKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict, by itself (`VerdictGiven`) and as the Decision names it.
final class VerdictAvro {

  private VerdictAvro() {}

  static Map<String, @Nullable Object> write(VerdictGiven given) {
    Map<String, @Nullable Object> values = write(given.verdict());
    values.put("actionDigest", given.actionDigest());
    values.put("reasonCode", given.reason().code());
    values.put("reasonDigest", given.reason().digest());
    values.put("viewDigest", given.viewDigest());
    values.put("answer", given.terms().answer());
    values.put("edits", edits(given.terms().edit()));
    values.put("grant", grant(given.terms().grant()));
    values.put("signature", SignatureAvro.digest(given.verdict().signature()));
    return values;
  }

  static @Nullable Map<String, Object> edits(@Nullable Edit edit) {
    return edit == null
        ? null
        : Map.of(
            "arguments",
            edit.arguments(),
            "actionDigest",
            edit.actionDigest(),
            "changed",
            edit.changed().stream().sorted().toList());
  }

  static @Nullable Edit edits(EventBody body) {
    @Nullable EventBody edits = body.optionalRecord("edits");
    return edits == null
        ? null
        : new Edit(
            edits.text("arguments"),
            new ActionDigest(edits.text("actionDigest")),
            Set.copyOf(edits.texts("changed")));
  }

  static @Nullable Map<String, Object> grant(@Nullable Grant grant) {
    return grant == null ? null : Map.of("uses", grant.uses(), "until", grant.until());
  }

  static @Nullable Grant grant(EventBody body) {
    @Nullable EventBody grant = body.optionalRecord("grant");
    return grant == null ? null : new Grant(grant.integer("uses"), grant.instant("until"));
  }

  static VerdictGiven readGiven(EventBody body) {
    return new VerdictGiven(
        read(body),
        new ActionDigest(body.text("actionDigest")),
        new Reason(body.optionalText("reasonCode"), null, body.optionalText("reasonDigest")),
        body.optionalText("viewDigest"),
        new Terms(body.optionalText("answer"), edits(body), grant(body)));
  }

  static Map<String, @Nullable Object> write(Verdict verdict) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("sentinel", verdict.sentinel());
    values.put("panel", verdict.panel());
    values.put("qualification", verdict.qualification());
    values.put("habilitation", verdict.habilitation());
    values.put("assurance", CommonAvro.word(verdict.assurance()));
    values.put("verdict", verdict.kind());
    values.put("at", verdict.at());
    values.putAll(behalf(verdict.behalf()));
    values.put("humanSignature", SignatureAvro.write(verdict.signature()));
    return values;
  }

  static Map<String, @Nullable Object> behalf(@Nullable Behalf behalf) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("onBehalfOf", behalf == null ? null : behalf.principal());
    values.put("delegation", behalf == null ? null : behalf.delegation());
    return values;
  }

  static @Nullable Behalf behalf(EventBody body) {
    @Nullable String principal = body.optionalText("onBehalfOf");
    return principal == null
        ? null
        : new Behalf(new SentinelId(principal), body.text("delegation"));
  }

  static Verdict read(EventBody body) {
    return new Verdict(
        CommonAvro.sentinel(body),
        body.text("panel"),
        body.text("qualification"),
        body.optionalText("habilitation"),
        CommonAvro.word(Assurance.class, body.text("assurance")),
        body.symbol("verdict", VerdictKind.class),
        body.instant("at"),
        behalf(body),
        SignatureAvro.read(body));
  }
}
