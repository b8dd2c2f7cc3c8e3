package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Registry;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.core.sentinels.SentinelEvent.DelegationOffered;
import io.humanlayer.routing.wire.RegisterJson;
import io.humanlayer.routing.wire.SentinelJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// `/v1/sentinels/{id}/…`: what changes in one Sentinel's accreditation. Each answer is the
/// Sentinel as the register has them then.
@Path("/v1/sentinels")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class AccreditationResource {

  private final Registry registry;
  private final Access access;
  private final Clock clock;

  public AccreditationResource(Registry registry, Access access, Clock clock) {
    this.registry = registry;
    this.access = access;
    this.clock = clock;
  }

  @POST
  @Path("/{id}/identity")
  public String proveIdentity(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    var proofing = RegisterJson.proofing(body, now());
    return change(org, id, at -> new SentinelCommand.ProveIdentity(proofing, at));
  }

  @POST
  @Path("/{id}/suspend")
  public String suspend(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    String reason = RegisterJson.reason(body);
    return change(org, id, at -> new SentinelCommand.Suspend(reason, at));
  }

  @POST
  @Path("/{id}/reinstate")
  public String reinstate(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    String reason = RegisterJson.reason(body);
    return change(org, id, at -> new SentinelCommand.Reinstate(reason, at));
  }

  @POST
  @Path("/{id}/qualifications")
  public String grant(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    var qualification = RegisterJson.qualification(body, now());
    return change(org, id, at -> new SentinelCommand.Grant(qualification, at));
  }

  @DELETE
  @Path("/{id}/qualifications/{name}")
  public String withdraw(
      @PathParam("id") String id,
      @PathParam("name") String name,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation,
      @QueryParam("reason") @Nullable String reason) {
    OrganisationId org = access.operator(authorization, organisation);
    String code = RegisterJson.reason(reason);
    return change(org, id, at -> new SentinelCommand.Withdraw(name, code, at));
  }

  @POST
  @Path("/{id}/conflicts")
  public String declare(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    SentinelId sentinel = SentinelJson.sentinel(id);
    var caller = access.oneself(authorization, organisation, sentinel);
    var declared = RegisterJson.conflict(body);
    held(
        registry.declare(
            caller.organisation(), sentinel, declared.id(), declared.kind(), declared.value()));
    return stored(caller.organisation(), sentinel);
  }

  /// Only the operator: nobody clears themself.
  @DELETE
  @Path("/{id}/conflicts/{conflict}")
  public String withdrawConflict(
      @PathParam("id") String id,
      @PathParam("conflict") String conflict,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    OrganisationId org = access.operator(authorization, organisation);
    return change(org, id, at -> new SentinelCommand.WithdrawConflict(conflict, at));
  }

  @POST
  @Path("/{id}/delegations")
  public Response offer(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    SentinelId delegator = SentinelJson.sentinel(id);
    var caller = access.oneself(authorization, organisation, delegator);
    var delegation = RegisterJson.delegation(body, now());
    var outcome = registry.offer(caller.organisation(), delegator, delegation);
    String offered =
        held(outcome).events().stream()
            .filter(DelegationOffered.class::isInstance)
            .map(event -> ((DelegationOffered) event).delegation().id())
            .findFirst()
            .orElseThrow();
    return registry.delegations(caller.organisation(), delegator).stream()
        .filter(given -> given.delegation().id().equals(offered))
        .map(
            given -> Response.status(201).entity(RegisterJson.delegation(given).toString()).build())
        .findFirst()
        .orElseThrow();
  }

  /// Only by the delegate's own key: nobody else can agree for them.
  @POST
  @Path("/{id}/delegations/{delegation}/accept")
  public String accept(
      @PathParam("id") String id,
      @PathParam("delegation") String delegation,
      @HeaderParam("Authorization") @Nullable String authorization) {
    Sentinel by = access.sentinel(authorization);
    SentinelId delegator = SentinelJson.sentinel(id);
    held(registry.accept(by.organisation(), delegator, delegation, by.id()));
    return delegation(by.organisation(), by.id(), delegation);
  }

  @POST
  @Path("/{id}/delegations/{delegation}/revoke")
  public String revoke(
      @PathParam("id") String id,
      @PathParam("delegation") String delegation,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    var caller = access.anybody(authorization, organisation);
    SentinelId delegator = SentinelJson.sentinel(id);
    held(
        registry.change(
            caller.organisation(),
            delegator,
            at -> new SentinelCommand.RevokeDelegation(delegation, caller.by(), at)));
    return delegation(caller.organisation(), delegator, delegation);
  }

  @PUT
  @Path("/{id}/presence")
  public String setPresence(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("organisation") @Nullable String organisation) {
    SentinelId sentinel = SentinelJson.sentinel(id);
    var caller = access.oneself(authorization, organisation, sentinel);
    Presence presence = RegisterJson.presence(body);
    return change(caller.organisation(), id, at -> new SentinelCommand.SetPresence(presence, at));
  }

  private String change(OrganisationId organisation, String id, Registry.Change change) {
    SentinelId sentinel = SentinelJson.sentinel(id);
    held(registry.change(organisation, sentinel, change));
    return stored(organisation, sentinel);
  }

  private String stored(OrganisationId organisation, SentinelId sentinel) {
    return SentinelJson.write(registry.find(organisation, sentinel).orElseThrow(Access::notFound))
        .toString();
  }

  private String delegation(OrganisationId organisation, SentinelId party, String id) {
    return registry.delegations(organisation, party).stream()
        .filter(given -> given.delegation().id().equals(id))
        .map(given -> RegisterJson.delegation(given).toString())
        .findFirst()
        .orElseThrow(Access::notFound);
  }

  private static Outcome.Accepted<SentinelEvent> held(Outcome<SentinelEvent> outcome) {
    return switch (outcome) {
      case Outcome.Accepted<SentinelEvent> accepted -> accepted;
      case Outcome.Refused<SentinelEvent>(var reason) ->
          throw RegisterRefusals.problem(reason).asException();
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
