package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.replay.ReplayReport;
import io.humanlayer.policy.core.replay.ReplayReport.Transition;
import java.util.Map;

/// A replay as JSON.
public final class ReplayJson {

  private ReplayJson() {}

  public static ObjectNode write(ReplayReport report) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("requests", report.requests());
    json.put("loosened_in_all", report.loosenings());
    json.put("tightened_in_all", report.tightenings());
    json.put("blocking", report.blocking());
    json.put("requirement_changed", report.requirementChanged());
    json.put("errors", report.errors());
    var matrix = json.putObject("matrix");
    for (var before : Ruling.values()) {
      var row = matrix.putObject(before.name());
      for (var after : Ruling.values()) {
        row.put(after.name(), report.matrix().getOrDefault(new Transition(before, after), 0L));
      }
    }
    var loosened = json.putArray("loosened");
    for (var one : report.loosened()) {
      loosened
          .addObject()
          .put("request", one.request())
          .put("agent", one.agent())
          .put("operation", one.operation())
          .put("before", one.transition().before().name())
          .put("after", one.transition().after().name())
          .put("rejected_by_a_human", one.rejected());
    }
    var load = json.putObject("approvals_asked");
    counts(load.putObject("before"), report.loadBefore());
    counts(load.putObject("after"), report.loadAfter());
    counts(json.putObject("most_changed_agents"), report.movers());
    var unmatched = json.putArray("rules_never_matched");
    report.unmatched().forEach(unmatched::add);
    return json;
  }

  private static void counts(ObjectNode json, Map<String, Long> counts) {
    counts.forEach(json::put);
  }
}
