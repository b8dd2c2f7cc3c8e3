package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.app.Dossiers.Edited;
import io.humanlayer.gateway.app.Dossiers.Erased;
import io.humanlayer.gateway.app.EraseDossier;
import io.humanlayer.gateway.core.intake.EditedAction;
import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.gateway.wire.DecisionAvro;
import io.humanlayer.gateway.wire.DossierJson;
import io.humanlayer.gateway.wire.EditJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
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
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `GET /v1/dossiers/{id}`: for the routing-service only, which shows a dossier to whoever holds a
/// seat and records the view; `POST …/edits` keeps what such a person proposes to do instead.
/// `DELETE` erases one, on an authority and for a reason.
@Path("/v1/dossiers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DossiersResource {

  private final Dossiers dossiers;
  private final EraseDossier erasures;
  private final Tokens tokens;

  public DossiersResource(Dossiers dossiers, EraseDossier erasures, Tokens tokens) {
    this.dossiers = dossiers;
    this.erasures = erasures;
    this.tokens = tokens;
  }

  @GET
  @Path("/{id}")
  public String get(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("x-humanlayer-organisation") @Nullable String organisation) {
    tokens.requireService(authorization);
    return dossiers
        .find(OrganisationsResource.organisation(organisation), RequestsResource.requestId(id))
        .map(dossier -> DossierJson.shown(dossier).toString())
        .orElseThrow(RequestsResource::notFound);
  }

  @POST
  @Path("/{id}/edits")
  @Consumes(MediaType.WILDCARD)
  public String edit(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("x-humanlayer-organisation") @Nullable String organisation) {
    tokens.requireService(authorization);
    Edited edited =
        dossiers.edit(
            OrganisationsResource.organisation(organisation),
            RequestsResource.requestId(id),
            EditJson.read(body));
    return switch (edited) {
      case Edited.Kept(EditedAction action) -> EditJson.write(action).toString();
      case Edited.OtherBase() ->
          throw Problem.of(
                  Kind.DIGEST_MISMATCH, "This edits another action than the one asked for.")
              .asException();
      case Edited.Denied() ->
          throw Problem.of(Kind.CONFLICT, "People rejected the changed action; that stands.")
              .asException();
      case Edited.TooMany() ->
          throw Problem.of(Kind.CONFLICT, "No more edits of this request are taken.").asException();
      case Edited.Unknown() -> throw RequestsResource.notFound();
    };
  }

  @DELETE
  @Path("/{id}")
  public Response erase(
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("authority") @Nullable String authority,
      @QueryParam("reason") @Nullable String reason) {
    tokens.requireOperator(authorization);
    var erasure =
        new Erasure(
            known("authority", authority, Erasure.Authority.class),
            known("reason", reason, Erasure.Reason.class));
    Erased erased =
        erasures.erase(
            OrganisationsResource.organisation(organisation),
            RequestsResource.requestId(id),
            erasure);
    return switch (erased) {
      case Erased.Done(Instant at) ->
          Response.ok(
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("id", id)
                      .put("erased_at", DecisionAvro.time(at))
                      .toString())
              .build();
      case Erased.Undecided() ->
          throw Problem.of(
                  Kind.CONFLICT, "The request waits for a decision. Cancel it first, or wait.")
              .asException();
      case Erased.Unknown() -> throw RequestsResource.notFound();
    };
  }

  private static <T extends Enum<T>> T known(String name, @Nullable String word, Class<T> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> Erasure.word(it).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.invalid(
                        "/" + name,
                        "Give ?%s= with one of %s."
                            .formatted(
                                name,
                                Arrays.stream(type.getEnumConstants()).map(Erasure::word).toList()))
                    .asException());
  }
}
