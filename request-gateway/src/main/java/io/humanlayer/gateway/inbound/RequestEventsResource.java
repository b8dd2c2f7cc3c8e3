package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.Authenticate;
import io.humanlayer.gateway.app.AwaitDecision;
import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.gateway.wire.ViewJson;
import io.humanlayer.kernel.RequestId;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /v1/requests/{id}/events`: every change of a request as server-sent events, until its
/// decision is recorded in the ledger.
@Path("/v1/requests/{id}/events")
@Blocking
public class RequestEventsResource {

  /// A stream ends after this long; the client connects again.
  static final Duration MAX_STREAM = Duration.ofMinutes(10);

  private final Authenticate authenticate;
  private final AwaitDecision await;
  private final Dossiers dossiers;

  public RequestEventsResource(Authenticate authenticate, AwaitDecision await, Dossiers dossiers) {
    this.authenticate = authenticate;
    this.await = await;
    this.dossiers = dossiers;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id,
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @Context Sse sse) {
    Agent agent = authenticate.agent(apiKey, authorization);
    RequestId request = RequestsResource.requestId(id);
    if (await.decided(agent, request, Duration.ZERO).isEmpty()) {
      throw RequestsResource.notFound();
    }
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Thread _ =
                  Thread.ofVirtual()
                      .name("sse-" + id)
                      .start(() -> follow(agent, request, sse, emitter));
            });
  }

  private void follow(
      Agent agent, RequestId id, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
    try {
      long end = System.nanoTime() + MAX_STREAM.toNanos();
      int sent = 0;
      while (!emitter.isCancelled() && System.nanoTime() < end) {
        int last = sent;
        Optional<RequestView> view =
            await.until(agent, id, Duration.ofSeconds(15), v -> v.version() > last);
        if (view.isEmpty()) {
          break;
        }
        if (view.get().version() > sent) {
          sent = view.get().version();
          emitter.emit(event(sse, view.get()));
        } else {
          emitter.emit(sse.newEventBuilder().comment("still waiting").build());
        }
        if (view.get().status().decided() && view.get().recorded()) {
          break;
        }
      }
      emitter.complete();
    } catch (RuntimeException e) {
      emitter.fail(e);
    }
  }

  private OutboundSseEvent event(Sse sse, RequestView view) {
    return sse.newEventBuilder()
        .name(view.status().decided() ? "decision" : "status")
        .id(Integer.toString(view.version()))
        .data(ViewJson.write(view, dossiers.find(view.org(), view.id())).toString())
        .build();
  }
}
