package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.ReadReceipt;
import io.humanlayer.ledger.app.ReadReceipt.Answer;
import io.humanlayer.ledger.wire.ReceiptJson;
import io.humanlayer.proof.Receipt;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The receipt of a decision, as canonical JSON: the same bytes whenever it is asked for.
@Path("/v1/receipts")
@RunOnVirtualThread
public class ReceiptResource {

  private static final Duration NEXT_CHECKPOINT = Duration.ofSeconds(1);

  private final Authenticate authenticate;
  private final ReadReceipt receipts;

  public ReceiptResource(Authenticate authenticate, ReadReceipt receipts) {
    this.authenticate = authenticate;
    this.receipts = receipts;
  }

  @GET
  @Path("/{requestId}")
  public Response receipt(
      @PathParam("requestId") String requestId,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var caller = authenticate.caller(apiKey, authorization);
    Answer answer =
        parse(requestId).map(id -> receipts.of(id, caller)).orElseGet(Answer.Unknown::new);
    return switch (answer) {
      case Answer.Found(Receipt receipt) ->
          Response.ok(ReceiptJson.write(receipt), MediaType.APPLICATION_JSON_TYPE).build();
      case Answer.NotYet() ->
          throw Problem.unavailable(
                  "The decision is recorded; its receipt comes with the next checkpoint.",
                  NEXT_CHECKPOINT)
              .asException();
      case Answer.Unknown() ->
          throw Problem.of(Kind.NOT_FOUND, "No decision of this request is recorded.")
              .asException();
    };
  }

  private static Optional<RequestId> parse(String text) {
    try {
      return Optional.of(RequestId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
