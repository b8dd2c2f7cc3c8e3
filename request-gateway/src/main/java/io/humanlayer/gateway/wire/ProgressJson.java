package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an agent sees beside the decision, as part of its view: the question that a Sentinel waits
/// with, or what became of the approval.
public final class ProgressJson {

  private ProgressJson() {}

  /// The change in `InfoRequested`, `InfoGiven`, `Consumed`, `Lapsed` or `Revoked`.
  public static RequestChange read(IncomingEvent event) {
    EventBody body = event.content();
    var id = RequestId.parse(body.text("requestId"));
    String name = event.event().substring(event.event().lastIndexOf('.') + 1);
    return switch (name) {
      case "InfoRequested" ->
          new RequestChange.Progressed(id, question(body.integer("number"), body.text("question")));
      case "InfoGiven" -> new RequestChange.Progressed(id, null);
      default ->
          new RequestChange.Progressed(
              id, use(name.toLowerCase(java.util.Locale.ROOT), body.instant("at")));
    };
  }

  /// Whether `event` is one of them.
  public static boolean concerns(String event) {
    return switch (event) {
      case "io.humanlayer.cases.InfoRequested",
          "io.humanlayer.cases.InfoGiven",
          "io.humanlayer.decisions.Consumed",
          "io.humanlayer.decisions.Lapsed",
          "io.humanlayer.decisions.Revoked" ->
          true;
      default -> false;
    };
  }

  public static String use(String status, Instant at) {
    var json = ExactJson.object();
    json.putObject("use").put("status", status).put("at", DecisionAvro.time(at));
    return json.toString();
  }

  private static @Nullable String question(int number, String text) {
    var json = ExactJson.object();
    json.putObject("question").put("number", number).put("text", text);
    return json.toString();
  }
}
