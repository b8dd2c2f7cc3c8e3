package io.humanlayer.policy.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.app.PolicySeal;
import io.humanlayer.policy.app.Publications;
import io.humanlayer.policy.app.PublishPolicy;
import io.humanlayer.policy.app.PublishPolicy.Findings;
import io.humanlayer.policy.app.PublishPolicy.Order;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Publication;
import io.humanlayer.policy.core.publication.Stage;
import io.humanlayer.policy.core.replay.ReplayReport;
import io.humanlayer.policy.wire.PolicyJson;
import io.humanlayer.policy.wire.ReplayJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Fault;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import io.humanlayer.web.Tokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/policies`: what an Organisation lays down, from the draft into force.
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoliciesResource {

  private final PublishPolicy publishing;
  private final PolicyArchive archive;
  private final Publications publications;
  private final PolicySeal seal;
  private final PolicyAuthors authors;
  private final Tokens tokens;
  private final Clock clock;

  public PoliciesResource(
      PublishPolicy publishing,
      PolicyArchive archive,
      Publications publications,
      PolicySeal seal,
      PolicyAuthors authors,
      Tokens tokens,
      Clock clock) {
    this.publishing = publishing;
    this.archive = archive;
    this.publications = publications;
    this.seal = seal;
    this.authors = authors;
    this.tokens = tokens;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response publish(
      byte @Nullable [] body,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("author") @Nullable String author,
      @HeaderParam("Content-Type") @Nullable MediaType type,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Order order = order(organisation, stage, author, authorization);
    requireYaml(type);
    return answer(publishing.publish(order, text(body), clock.instant()));
  }

  /// What [#publish] would find, without publishing.
  @POST
  @Path("/check")
  @Consumes(MediaType.WILDCARD)
  public Response check(
      byte @Nullable [] body,
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Content-Type") @Nullable MediaType type,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Order order = order(organisation, "draft", null, authorization);
    requireYaml(type);
    return switch (publishing.check(order, text(body), clock.instant())) {
      case PublishPolicy.Result.Published(Findings findings, int _, boolean _, Stage stage) ->
          Response.ok(PolicyJson.published(findings, null, stage).toString()).build();
      case PublishPolicy.Result other -> answer(other);
    };
  }

  @GET
  public Response list(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var entries = archive.list(organisation(organisation));
    return Response.ok(PolicyJson.list(entries, seal).toString()).build();
  }

  @GET
  @Path("/publications")
  public Response publications(
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    var entries = publications.list(organisation(organisation));
    return Response.ok(PolicyJson.publications(entries).toString()).build();
  }

  @GET
  @Path("/{layer}/{name}/{number}")
  public Response show(
      @PathParam("layer") String layer,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    return archive
        .find(new PolicyRef(organisation(organisation), layer(layer), name, number))
        .map(volume -> Response.ok(PolicyJson.volume(volume).toString()).build())
        .orElseThrow(PoliciesResource::unknown);
  }

  /// Moves a number to another stage.
  @POST
  @Path("/{layer}/{name}/{number}/bind")
  @Consumes(MediaType.WILDCARD)
  public Response bind(
      @PathParam("layer") String layer,
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("author") @Nullable String author,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var order = order(organisation, stage, author, authorization);
    var policy = new PolicyRef(order.organisation(), layer(layer), name, number);
    return answer(publishing.bind(order, policy, clock.instant()));
  }

  /// Ends the shadow of a name.
  @DELETE
  @Path("/{layer}/{name}/shadow")
  public Response unshadow(
      @PathParam("layer") String layer,
      @PathParam("name") String name,
      @QueryParam("organisation") @Nullable String organisation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    tokens.requireOperator(authorization);
    archive.shadow(organisation(organisation), layer(layer), name, null, clock.instant());
    return Response.noContent().build();
  }

  private static Response answer(PublishPolicy.Result result) {
    return switch (result) {
      case PublishPolicy.Result.Published(
              Findings findings,
              int number,
              boolean fresh,
              Stage stage) ->
          Response.status(fresh ? 201 : 200)
              .entity(PolicyJson.published(findings, number, stage).toString())
              .build();
      case PublishPolicy.Result.Blocked(ReplayReport replay) -> throw blocked(replay).asException();
      case PublishPolicy.Result.Asked(
              Findings findings,
              int number,
              Publication publication,
              ReplayReport replay) -> {
        var json = PolicyJson.published(findings, number, Stage.DRAFT);
        json.set("publication", PolicyJson.publication(publication));
        json.set("replay", ReplayJson.write(replay));
        yield Response.status(202).entity(json.toString()).build();
      }
      case PublishPolicy.Result.Refused(List<Flaw> flaws) -> throw refusal(flaws).asException();
      case PublishPolicy.Result.Busy(Publication other) ->
          throw Problem.of(
                  Kind.CONFLICT,
                  "Number "
                      + other.policy().number()
                      + " of this policy waits for its approval; one at a time.")
              .asException();
      case PublishPolicy.Result.Unknown() -> throw unknown();
    };
  }

  /// Whoever said no is not overruled by a number.
  private static Problem blocked(ReplayReport replay) {
    var rejected =
        replay.loosened().stream()
            .filter(loosened -> loosened.rejected())
            .map(
                loosened ->
                    new Fault(
                        "",
                        "request "
                            + loosened.request()
                            + " ("
                            + loosened.operation()
                            + ") was rejected and would be ruled "
                            + loosened.transition().after()))
            .toList();
    return new Problem(
        Kind.CONFLICT,
        "It would allow " + replay.blocking() + " requests that a human rejected.",
        rejected,
        null);
  }

  private static ProblemException unknown() {
    return Problem.of(Kind.NOT_FOUND, "There is no such policy.").asException();
  }

  private Order order(
      @Nullable String organisation,
      @Nullable String stage,
      @Nullable String author,
      @Nullable String authorization) {
    // Nobody is told what is wrong with their request before it is known who they are.
    if (Tokens.bearer(authorization) == null) {
      throw Tokens.unauthenticated();
    }
    var id = organisation(organisation);
    String behind = authors.of(id, author, authorization);
    return new Order(
        id,
        Stage.of(stage == null ? Stage.ENFORCED.word() : stage)
            .orElseThrow(
                () ->
                    Problem.invalid("/stage", "The stage is draft, shadow or enforced.")
                        .asException()),
        behind);
  }

  private static Layer layer(String word) {
    return Arrays.stream(Layer.values())
        .filter(layer -> layer.word().equals(word))
        .findFirst()
        .orElseThrow(PoliciesResource::unknown);
  }

  static Problem refusal(List<Flaw> flaws) {
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

  static String text(byte @Nullable [] body) {
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
