package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.AuditLog;
import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.LogArchive;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.app.ReadPeriod;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.core.audit.FoundEvent;
import io.humanlayer.ledger.core.audit.Query;
import io.humanlayer.ledger.wire.AuditJson;
import io.humanlayer.ledger.wire.LeafKind;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/audit`: what happened, for those who must find out. An agent finds only what concerns it.
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {

  private static final int PAGE = 50;
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Authenticate authenticate;
  private final LogReader logs;
  private final LogArchive archive;
  private final ReadPeriod periods;
  private final AuditLog audit;

  @HeaderParam("x-api-key")
  @Nullable String apiKey;

  @HeaderParam("Authorization")
  @Nullable String authorization;

  @QueryParam("organisation")
  @Nullable String organisation;

  @QueryParam("from")
  @Nullable String from;

  @QueryParam("to")
  @Nullable String to;

  public AuditResource(
      Authenticate authenticate,
      LogReader logs,
      LogArchive archive,
      ReadPeriod periods,
      AuditLog audit) {
    this.authenticate = authenticate;
    this.logs = logs;
    this.archive = archive;
    this.periods = periods;
    this.audit = audit;
  }

  @GET
  @Path("/search")
  public String search(
      @QueryParam("agent") @Nullable String agent,
      @QueryParam("operation") @Nullable String operation,
      @QueryParam("sentinel") @Nullable String sentinel,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    Caller caller = authenticate.caller(apiKey, authorization);
    LogView log = Asked.log(logs, caller, organisation);
    List<String> terms = new ArrayList<>();
    caller.onlyAgent().ifPresent(own -> terms.add("agent:" + own));
    add(terms, "rule", rule);
    add(terms, "sentinel", sentinel);
    add(terms, "agent", agent);
    add(terms, "operation", operation);
    long size = Math.clamp(Asked.number(limit, PAGE), 1, Query.MAX_LIMIT);
    List<FoundEvent> found =
        archive.search(
            log.origin(),
            new Query(
                terms,
                Asked.time(from, Instant.EPOCH),
                Asked.time(to, NEVER),
                Asked.number(cursor, Long.MAX_VALUE),
                (int) size));
    return AuditJson.page(log.origin(), found, found.size() == size);
  }

  /// A period with its entries, the heads around them and what joins the two.
  @GET
  @Path("/export")
  public String export() {
    Caller caller = requireAuditor();
    LogView log = Asked.log(logs, caller, organisation);
    if (from == null || to == null) {
      throw Asked.invalid("Give ?from= and ?to=.");
    }
    var answer = periods.of(log, Asked.time(from, NEVER), Asked.time(to, NEVER));
    return switch (answer) {
      case ReadPeriod.Answer.Found it -> AuditJson.period(it.period());
      case ReadPeriod.Answer.Nothing() -> throw Asked.notFound();
      case ReadPeriod.Answer.TooLong(long entries) ->
          throw Problem.of(
                  Kind.TOO_LARGE,
                  entries
                      + " entries; an export has at most "
                      + ReadPeriod.MAX_ENTRIES
                      + ". Ask for a shorter period.")
              .asException();
    };
  }

  /// Reads a whole log again and says what contradicts what was signed.
  @POST
  @Path("/logs/{origin}")
  @Consumes(MediaType.WILDCARD)
  public String audit(@PathParam("origin") String origin) {
    Caller caller = requireAuditor();
    return logs.byOrigin(origin)
        .filter(log -> caller.mayRead(log.org()))
        .map(audit::audit)
        .map(AuditJson::report)
        .orElseThrow(Asked::notFound);
  }

  /// What the documents of one kind of event may contain, as a JSON Schema.
  @GET
  @Path("/leaf-kinds/{type}")
  public String leafKind(@PathParam("type") String type) {
    Caller _ = authenticate.caller(apiKey, authorization);
    return LeafKind.schema(type).orElseThrow(Asked::notFound);
  }

  private Caller requireAuditor() {
    Caller caller = authenticate.caller(apiKey, authorization);
    if (caller.onlyAgent().isPresent()) {
      throw Problem.of(Kind.FORBIDDEN, "This is for auditors and the operator.").asException();
    }
    return caller;
  }

  private static void add(List<String> terms, String kind, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      terms.add(kind + ":" + value);
    }
  }
}
