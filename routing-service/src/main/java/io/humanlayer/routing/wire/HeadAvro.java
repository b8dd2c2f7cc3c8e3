package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.Intents.NewHead;
import io.humanlayer.routing.core.cases.Intent.LogHead;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// `CheckpointPublished`: an Organisation's log has a new signed head.
public final class HeadAvro {

  private HeadAvro() {}

  public static boolean concerns(String event) {
    return event.equals("io.humanlayer.ledger.CheckpointPublished");
  }

  public static NewHead read(IncomingEvent event) {
    EventBody body = event.content();
    return new NewHead(
        new OrganisationId(body.text("org")),
        new LogHead(body.text("origin"), body.number("size"), body.text("root")));
  }

  /// The last one of each Organisation, in one order of Organisations.
  public static Collection<NewHead> newestOfEach(List<NewHead> heads) {
    var newest = new TreeMap<String, NewHead>();
    heads.forEach(head -> newest.put(head.organisation().value(), head));
    return newest.values();
  }
}
