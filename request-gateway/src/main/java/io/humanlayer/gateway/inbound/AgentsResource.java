package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.gateway.app.Agents;
import io.humanlayer.gateway.app.IssueKey;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/v1/agents`: the operator registers an organisation's agents and gives them keys.
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentsResource {

  private final Agents agents;
  private final IssueKey issueKey;
  private final Tokens tokens;
  private final Clock clock;

  public AgentsResource(Agents agents, IssueKey issueKey, Tokens tokens, Clock clock) {
    this.agents = agents;
    this.issueKey = issueKey;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response register(
      InputStream body, @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var fields =
        new JsonFields(StrictJson.object(body))
            .only(Set.of("organisation", "id", "name", "version", "owner"));
    String organisation = fields.text("organisation", 32);
    String id = fields.text("id", 63);
    String name = fields.text("name", 200);
    String version = fields.optionalText("version", 100);
    String owner = fields.optionalText("owner", 200);
    fields.check();
    OrganisationId org = known(organisation);
    if (agentId(id).equals(Agent.PLATFORM)) {
      throw Problem.invalid("/id", "This id is the platform's own.").asException();
    }
    var agent = new Agent(org, agentId(id), name, version, owner, true);
    agents.register(agent, clock.instant());
    return Response.status(201).entity(json(agent).toString()).build();
  }

  @GET
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    agents.list(known(organisation)).forEach(agent -> items.add(json(agent)));
    return json.toString();
  }

  @POST
  @Path("/{id}/keys")
  public Response addKey(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    tokens.requireOperator(authorization);
    String key =
        issueKey
            .forAgent(known(organisation), agentId(id))
            .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such agent.").asException());
    var json = JsonNodeFactory.instance.objectNode().put("agent", id).put("key", key);
    return Response.status(201).entity(json.toString()).build();
  }

  private OrganisationId known(@Nullable String organisation) {
    OrganisationId org = OrganisationsResource.organisation(organisation);
    if (!agents.hasOrganisation(org)) {
      throw Problem.of(Kind.NOT_FOUND, "There is no such organisation.").asException();
    }
    return org;
  }

  private static AgentId agentId(String id) {
    try {
      return new AgentId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/id", "An agent's id: " + e.getMessage()).asException();
    }
  }

  private static ObjectNode json(Agent agent) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("organisation", agent.org().value())
        .put("id", agent.id().value())
        .put("name", agent.name())
        .put("version", agent.version())
        .put("owner", agent.owner())
        .put("active", agent.active());
  }
}
