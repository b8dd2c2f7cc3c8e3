package io.humanlayer.notifier.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.app.AgentKeys;
import io.humanlayer.notifier.app.WebhookKeyring;
import io.humanlayer.notifier.core.webhook.WebhookKeys;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// `/v1/channels`: by which keys a receiver knows that a callback is from us. An agent gets the
/// public key of its own organisation; the shared secret, which can forge, only the operator.
@Path("/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ChannelsResource {

  private final WebhookKeyring keyring;
  private final AgentKeys agents;
  private final Tokens tokens;

  public ChannelsResource(WebhookKeyring keyring, AgentKeys agents, Tokens tokens) {
    this.keyring = keyring;
    this.agents = agents;
    this.tokens = tokens;
  }

  @GET
  @Path("/callback")
  public String callback(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var json = JsonNodeFactory.instance.objectNode();
    if (tokens.isOperator(Tokens.bearer(authorization))) {
      WebhookKeys keys = keyring.of(Parameters.organisation(organisation));
      return json.put("ed25519", keys.publicKey()).put("hmac", keys.sharedSecret()).toString();
    }
    OrganisationId own = agentsOrganisation(apiKey, authorization);
    if (organisation != null && !own.equals(Parameters.organisation(organisation))) {
      throw Problem.of(Kind.NOT_FOUND, "There is no such organisation.").asException();
    }
    return json.put("ed25519", keyring.of(own).publicKey()).toString();
  }

  private OrganisationId agentsOrganisation(
      @Nullable String apiKey, @Nullable String authorization) {
    String key = apiKey == null ? Tokens.bearer(authorization) : apiKey;
    if (key == null || !key.startsWith("hl_")) {
      throw Tokens.unauthenticated();
    }
    return agents.organisationOf(Tokens.hash(key)).orElseThrow(Tokens::unauthenticated);
  }
}
