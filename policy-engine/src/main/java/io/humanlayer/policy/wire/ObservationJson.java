package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.Observations.Alert;
import io.humanlayer.policy.app.Observations.ShadowReport;
import java.util.List;

/// Alerts and the reports of shadows as JSON.
public final class ObservationJson {

  private ObservationJson() {}

  public static ObjectNode alerts(List<Alert> alerts) {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("alerts");
    for (var alert : alerts) {
      list.addObject()
          .put("layer", alert.policy().layer().word())
          .put("name", alert.policy().name())
          .put("number", alert.policy().number())
          .put("rule", alert.rule())
          .put("operation", alert.operation())
          .put("times", alert.times())
          .put("why", alert.why())
          .put("first_at", alert.first().toString())
          .put("last_at", alert.last().toString())
          .put("last_request", alert.lastRequest().toString());
    }
    return json;
  }

  public static ObjectNode shadow(ShadowReport report) {
    var json = JsonNodeFactory.instance.objectNode();
    var cells = json.putArray("rulings");
    for (var cell : report.cells()) {
      cells
          .addObject()
          .put("number", cell.number())
          .put("enforced", cell.enforced())
          .put("shadow", cell.shadow())
          .put("requests", cell.requests());
    }
    var latest = json.putArray("latest_differences");
    for (var difference : report.latest()) {
      latest
          .addObject()
          .put("number", difference.number())
          .put("request", difference.request().toString())
          .put("agent", difference.agent())
          .put("operation", difference.operation())
          .put("enforced", difference.enforced())
          .put("shadow", difference.shadow());
    }
    return json;
  }
}
