package io.humanlayer.routing.inbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.app.PanelFairness;
import io.humanlayer.routing.app.Rosters;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Substitution;
import io.humanlayer.routing.wire.PanelJson;
import io.humanlayer.routing.wire.ScheduleJson;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/v1/schedules` and `/v1/panels`: the operator says who is on duty when, and what the
/// Organisation asks of its panels. How evenly a panel's work is spread its Sentinels may see too.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class SchedulesResource {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final Rosters rosters;
  private final PanelFairness fairness;
  private final Access access;
  private final Clock clock;

  public SchedulesResource(Rosters rosters, PanelFairness fairness, Access access, Clock clock) {
    this.rosters = rosters;
    this.fairness = fairness;
    this.access = access;
    this.clock = clock;
  }

  @GET
  @Path("/schedules")
  public String list(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    rosters.list(org).forEach(schedule -> items.add(ScheduleJson.write(schedule)));
    return json.toString();
  }

  @PUT
  @Path("/schedules/{name}")
  public String put(
      @PathParam("name") String name,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    Schedule schedule = ScheduleJson.read(named(name), body);
    try {
      rosters.put(org, schedule);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/layers", Objects.requireNonNull(e.getMessage())).asException();
    }
    return ScheduleJson.write(schedule).toString();
  }

  @GET
  @Path("/schedules/{name}")
  public String get(
      @PathParam("name") String name,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    return found(rosters.find(org, name));
  }

  @POST
  @Path("/schedules/{name}/overrides")
  public String override(
      @PathParam("name") String name,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    Substitution substitution = ScheduleJson.override(body);
    return found(rosters.override(org, name, substitution));
  }

  @DELETE
  @Path("/schedules/{name}/overrides/{id}")
  public String restore(
      @PathParam("name") String name,
      @PathParam("id") String id,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    return found(rosters.restore(org, name, id));
  }

  @GET
  @Path("/schedules/{name}/on-duty")
  public String onDuty(
      @PathParam("name") String name,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("at") @Nullable String at) {
    OrganisationId org = access.operator(authorization, organisation);
    if (rosters.find(org, name).isEmpty()) {
      throw notFound();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    rosters.onDuty(org, name, instant(at)).forEach(shift -> items.add(ScheduleJson.write(shift)));
    return json.toString();
  }

  @GET
  @Path("/schedules/coverage")
  public String coverage(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    rosters
        .gaps(org, Rosters.WARNING)
        .forEach(
            (schedule, gaps) -> {
              ObjectNode item = items.addObject().put("schedule", schedule);
              var list = item.putArray("gaps");
              gaps.forEach(gap -> list.add(ScheduleJson.write(gap)));
            });
    return json.toString();
  }

  @GET
  @Path("/panels")
  public String panels(
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    rosters.panels(org).forEach(terms -> items.add(PanelJson.write(terms)));
    return json.toString();
  }

  @PUT
  @Path("/panels/{name}")
  public String putPanel(
      @PathParam("name") String name,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    var terms = PanelJson.read(named(name), body);
    if (!rosters.put(org, terms)) {
      throw Problem.invalid("/schedule", "There is no such schedule.").asException();
    }
    return PanelJson.write(terms).toString();
  }

  @GET
  @Path("/panels/{name}")
  public String panel(
      @PathParam("name") String name,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    return rosters.panels(org).stream()
        .filter(terms -> terms.name().equals(name))
        .map(terms -> PanelJson.write(terms).toString())
        .findFirst()
        .orElseThrow(SchedulesResource::notFound);
  }

  @GET
  @Path("/panels/{name}/fairness")
  public String fairness(
      @PathParam("name") String name,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    var caller = access.anybody(authorization, organisation);
    return PanelJson.write(named(name), fairness.of(caller.organisation(), name)).toString();
  }

  private static String found(Optional<Schedule> schedule) {
    return ScheduleJson.write(schedule.orElseThrow(SchedulesResource::notFound)).toString();
  }

  private static String named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Problem.invalid("/name", "A name is " + NAME.pattern()).asException();
    }
    return name;
  }

  private Instant instant(@Nullable String at) {
    try {
      return at == null ? clock.instant() : OffsetDateTime.parse(at).toInstant();
    } catch (DateTimeException e) {
      throw Problem.invalid("/at", "The time is as 2026-11-21T20:00:00Z.").asException();
    }
  }

  private static ProblemException notFound() {
    return Problem.of(Kind.NOT_FOUND, "There is nothing of this name.").asException();
  }
}
