package io.humanlayer.notifier.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.notifier.app.DeliveryLog;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// `/v1/deliveries`: what became of what was owed, newest first.
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeliveriesResource {

  private final DeliveryLog log;
  private final Tokens tokens;

  public DeliveriesResource(DeliveryLog log, Tokens tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  @GET
  public String list(
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("request") @Nullable String request,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    log.list(Parameters.organisation(organisation), Parameters.request(request))
        .forEach(entry -> items.add(item(entry)));
    return json.toString();
  }

  private static ObjectNode item(DeliveryLog.Entry entry) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("id", entry.id().toString());
    item.put("request", entry.request().toString());
    item.put("channel", "callback");
    item.put("url", entry.url());
    item.put("status", entry.status());
    item.put("attempts", entry.attempts());
    item.put("last_status", entry.lastStatus());
    item.put("last_reason", entry.lastReason());
    item.put("next_at", entry.nextAt() == null ? null : entry.nextAt().toString());
    item.put("created_at", entry.createdAt().toString());
    return item;
  }
}
