package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.Authenticate;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.app.ReadUsage;
import io.humanlayer.ledger.core.access.Caller;
import io.humanlayer.ledger.core.usage.DecisionUse;
import io.humanlayer.ledger.core.usage.Registration;
import io.humanlayer.ledger.core.usage.Statement;
import io.humanlayer.ledger.wire.UsageJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/usage`: the monthly statement of an organisation. `?format=csv` or `Accept: text/csv` gives
/// it to a spreadsheet.
@Path("/v1/usage")
@RunOnVirtualThread
public class UsageResource {

  private final Authenticate authenticate;
  private final LogReader logs;
  private final ReadUsage usage;

  public UsageResource(Authenticate authenticate, LogReader logs, ReadUsage usage) {
    this.authenticate = authenticate;
    this.logs = logs;
    this.usage = usage;
  }

  @GET
  public Response usage(
      @HeaderParam("x-api-key") @Nullable String apiKey,
      @HeaderParam("Authorization") @Nullable String authorization,
      @HeaderParam("Accept") @Nullable String accept,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("month") @Nullable String month,
      @QueryParam("format") @Nullable String format) {
    Caller caller = authenticate.caller(apiKey, authorization);
    LogView log = Asked.log(logs, caller, organisation);
    YearMonth asked = Asked.month(month);
    Statement statement = statement(log, asked);
    String org = log.org().value();
    if ("csv".equals(format) || (accept != null && accept.startsWith("text/csv"))) {
      return Response.ok(UsageJson.csv(org, asked.toString(), statement), "text/csv").build();
    }
    long size = logs.newestHead(log.origin()).map(it -> it.checkpoint().size()).orElse(0L);
    return Response.ok(
            UsageJson.json(org, asked.toString(), log.origin(), size, statement),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private Statement statement(LogView log, YearMonth month) {
    List<DecisionUse> decisions = new ArrayList<>();
    List<Registration> registrations = new ArrayList<>();
    usage.decisions(
        log.origin(), month, it -> decisions.add(UsageJson.decision(it.index(), it.document())));
    usage.registrations(
        log.origin(),
        month,
        it -> registrations.add(UsageJson.registration(it.index(), it.document())));
    return Statement.of(decisions, registrations);
  }
}
