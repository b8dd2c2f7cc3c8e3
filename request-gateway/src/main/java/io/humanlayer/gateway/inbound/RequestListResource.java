package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.RequestViews;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.wire.ViewJson;
import io.humanlayer.kernel.RequestId;
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

  private static final int USUAL_PAGE = 50;
  private static final int MAX_PAGE = 200;

  private final Authenticate authenticate;
  private final RequestViews requests;

  public RequestListResource(Authenticate authenticate, RequestViews requests) {
    this.authenticate = authenticate;
    this.requests = requests;
  }

  @GET
  public String list(
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    Agent agent = authenticate.agent(apiKey, authorization);
    int size = limit == null ? USUAL_PAGE : size(limit);
    List<RequestView> page =
        requests.list(agent, status(status), cursor == null ? null : cursor(cursor), size);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    page.forEach(view -> items.add(ViewJson.write(view)));
    json.put("next_cursor", page.size() < size ? null : page.getLast().id().toString());
    return json.toString();
  }

  private static int size(String text) {
    int size = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > MAX_PAGE) {
      throw Problem.invalid("", "The parameter limit is a number from 1 to " + MAX_PAGE + ".")
          .asException();
    }
    return size;
  }

  private static RequestId cursor(String text) {
    try {
      return RequestId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", "The parameter cursor is not one that was given.").asException();
    }
  }

  private static @Nullable RequestStatus status(@Nullable String text) {
    try {
      return text == null ? null : RequestStatus.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("", "There is no status " + text + ".").asException();
    }
  }
}
