package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.Disclosures;
import io.humanlayer.ledger.app.ReadReceipt;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.wire.DisclosuresJson;
import io.humanlayer.ledger.wire.ReceiptJson;
import io.humanlayer.proof.decision.SigstoreBundle;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a decision leaves behind for whoever must believe it later: the receipt, the sealed
/// artefact, the Sigstore bundle over it, and, until it is erased, what people wrote. The same
/// bytes whenever they are asked for.
@Path("/v1/receipts")
@RunOnVirtualThread
public class ReceiptResource {

  private static final Duration NEXT_CHECKPOINT = Duration.ofSeconds(1);
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private final Authenticate authenticate;
  private final ReadReceipt receipts;
  private final Disclosures disclosures;

  @HeaderParam("x-api-key")
  @Nullable String apiKey;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  public ReceiptResource(Authenticate authenticate, ReadReceipt receipts, Disclosures disclosures) {
    this.authenticate = authenticate;
    this.receipts = receipts;
    this.disclosures = disclosures;
  }

  /// @param id of the request that was decided, or of any event
  @GET
  @Path("/{id}")
  public Response receipt(@PathParam("id") String id) {
    return answer(id, receipts::of, it -> json(ReceiptJson.write(it), MediaType.APPLICATION_JSON));
  }

  @GET
  @Path("/{id}/decision.json")
  public Response decision(@PathParam("id") String id) {
    return answer(id, receipts::sealed, it -> json(it.statement(), MediaType.APPLICATION_JSON));
  }

  @GET
  @Path("/{id}/bundle")
  public Response bundle(@PathParam("id") String id) {
    return answer(id, receipts::sealed, it -> json(it.bundle().json(), SigstoreBundle.MEDIA_TYPE));
  }

  @GET
  @Path("/{id}/disclosures")
  public Response disclosures(@PathParam("id") String id) {
    Caller caller = authenticate.caller(apiKey, authorization);
    var request = new RequestId(uuid(id));
    return answer(
        receipts.sealed(request.value(), caller),
        it ->
            Response.ok(
                    DisclosuresJson.write(disclosures.of(it.org(), request)),
                    MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build());
  }

  private <T> Response answer(
      String id, BiFunction<UUID, Caller, Answer<T>> ask, Function<T, Response> found) {
    Caller caller = authenticate.caller(apiKey, authorization);
    return answer(ask.apply(uuid(id), caller), found);
  }

  private static <T> Response answer(Answer<T> answer, Function<T, Response> found) {
    return switch (answer) {
      case Answer.Found<T>(T receipt) -> found.apply(receipt);
      case Answer.NotYet<T>() ->
          throw Problem.unavailable(
                  "It is recorded; its receipt comes with the next checkpoint.", NEXT_CHECKPOINT)
              .asException();
      case Answer.Unknown<T>() -> throw unknown();
    };
  }

  private static Response json(Object body, String type) {
    return Response.ok(body, type).header("Cache-Control", FOR_EVER).build();
  }

  private static UUID uuid(String text) {
    try {
      return RequestId.parse(text).value();
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return Problem.of(Kind.NOT_FOUND, "No decision of this request and no such event is recorded.")
        .asException();
  }
}
