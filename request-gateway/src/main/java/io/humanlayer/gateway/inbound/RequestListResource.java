package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.RequestStore;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.wire.ViewJson;
import io.humanlayer.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `GET /v1/requests`: an agent's own requests, newest first, a page at a time.
@Path("/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RequestListResource {

  private static final int MAX_PAGE = 200;

  private final Authenticate authenticate;
  private final RequestStore requests;

  public RequestListResource(Authenticate authenticate, RequestStore requests) {
    this.authenticate = authenticate;
    this.requests = requests;
  }

  @GET
  public String list(
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit) {
    Agent agent = authenticate.agent(apiKey, authorization);
    int size = limit == null ? 50 : Math.clamp(limit, 1, MAX_PAGE);
    List<RequestView> page =
        requests.list(
            agent.org(),
            agent.id(),
            status(status),
            cursor == null ? null : RequestsResource.requestId(cursor),
            size);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    page.forEach(view -> items.add(ViewJson.write(view)));
    json.put("next_cursor", page.size() < size ? null : page.getLast().id().toString());
    return json.toString();
  }

  private static @Nullable RequestStatus status(@Nullable String text) {
    try {
      return text == null ? null : RequestStatus.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", "There is no status " + text + ".").asException();
    }
  }
}
