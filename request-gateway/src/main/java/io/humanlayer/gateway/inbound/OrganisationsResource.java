package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.gateway.app.Agents;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/v1/organisations`: the operator adds organisations.
@Path("/v1/organisations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrganisationsResource {

  private final Agents agents;
  private final Tokens tokens;
  private final Clock clock;

  public OrganisationsResource(Agents agents, Tokens tokens, Clock clock) {
    this.agents = agents;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response add(
      InputStream body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var fields = new JsonFields(StrictJson.object(body)).only(Set.of("id", "name"));
    String id = fields.text("id", 32);
    String name = fields.text("name", 200);
    fields.check();
    boolean fresh = agents.addOrganisation(organisation(id), name, clock.instant());
    var json = JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    return Response.status(fresh ? 201 : 200).entity(json.toString()).build();
  }

  static OrganisationId organisation(@Nullable String id) {
    try {
      return new OrganisationId(id == null ? "" : id);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/organisation", "An organisation's id: " + e.getMessage())
          .asException();
    }
  }
}
