package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.PanelFairness;
import io.humanlayer.routing.core.schedules.PanelTerms;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.StrictJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an Organisation asks of a panel, as the operator writes and reads it.
public final class PanelJson {

  private static final int MAX_WORD = 100;

  private PanelJson() {}

  /// @throws io.humanlayer.web.ProblemException with everything that is wrong
  public static PanelTerms read(String name, byte @Nullable [] body) {
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("name", "schedule", "identityLevel", "members", "excluded"));
    @Nullable String schedule = fields.optionalText("schedule", MAX_WORD);
    int identityLevel = fields.integer("identityLevel", 1, 0, Proofing.MAX_LEVEL);
    Set<SentinelId> members =
        Set.copyOf(ScheduleJson.people(fields, "members", PanelTerms.MAX_MEMBERS));
    Set<SentinelId> excluded =
        Set.copyOf(ScheduleJson.people(fields, "excluded", PanelTerms.MAX_MEMBERS));
    fields.check();
    return new PanelTerms(name, schedule, identityLevel, members, excluded);
  }

  public static ObjectNode write(PanelTerms terms) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", terms.name());
    json.put("schedule", terms.schedule());
    json.put("identityLevel", terms.identityLevel());
    terms.members().stream().map(SentinelId::value).sorted().forEach(json.putArray("members")::add);
    terms.excluded().stream()
        .map(SentinelId::value)
        .sorted()
        .forEach(json.putArray("excluded")::add);
    return json;
  }

  public static ObjectNode write(String panel, PanelFairness.Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("panel", panel);
    json.put("from", report.week().from().toString());
    json.put("to", report.week().until().toString());
    json.put("index", report.index());
    json.put("alert", report.alert());
    var shares = json.putArray("shares");
    report
        .shares()
        .forEach(
            share ->
                shares
                    .addObject()
                    .put("sentinel", share.sentinel().value())
                    .put("assigned_seconds", share.assigned().toSeconds())
                    .put("available_seconds", share.available().toSeconds()));
    return json;
  }
}
