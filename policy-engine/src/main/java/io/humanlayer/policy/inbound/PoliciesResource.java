package io.humanlayer.policy.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.app.PublishPolicy;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.wire.PolicyJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/policies`: the operator publishes policies.
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoliciesResource {

  private final PublishPolicy publishing;
  private final PolicyArchive archive;
  private final Tokens tokens;
  private final Clock clock;

  public PoliciesResource(
      PublishPolicy publishing, PolicyArchive archive, Tokens tokens, Clock clock) {
    this.publishing = publishing;
    this.archive = archive;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response publish(
      byte @Nullable [] body,
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Content-Type") @Nullable MediaType type,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    requireYaml(type);
    var result = publishing.publish(organisation(organisation), text(body), clock.instant());
    return switch (result) {
      case PublishPolicy.Result.Published(PolicyDocument document, int number, boolean fresh) ->
          Response.status(fresh ? 201 : 200)
              .entity(PolicyJson.published(document, number).toString())
              .build();
      case PublishPolicy.Result.Refused(List<Flaw> flaws) -> throw refusal(flaws).asException();
    };
  }

  @GET
  public Response list(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var entries = archive.list(organisation(organisation));
    return Response.ok(PolicyJson.list(entries).toString()).build();
  }

  private static Problem refusal(List<Flaw> flaws) {
    var errors = flaws.stream().map(flaw -> new Fault(flaw.at(), detail(flaw))).toList();
    return new Problem(
        Kind.INVALID_POLICY, errors.size() + " errors; nothing is published.", errors, null);
  }

  private static String detail(Flaw flaw) {
    return flaw.line() == 0
        ? flaw.message()
        : "line " + flaw.line() + ", column " + flaw.column() + ": " + flaw.message();
  }

  private static void requireYaml(@Nullable MediaType type) {
    String subtype = type == null ? "" : type.getSubtype();
    if (!subtype.equals("yaml") && !subtype.equals("x-yaml") && !subtype.equals("json")) {
      throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send application/yaml.").asException();
    }
  }

  private static String text(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw Problem.invalid("", "A policy is expected; the body is empty.").asException();
    }
    if (body.length > StrictJson.MAX_BYTES) {
      throw StrictJson.tooLarge();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.invalid("", "The body is not UTF-8.").asException();
    }
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
