package io.humanlayer.standalone.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.provision.JsonApi;
import io.humanlayer.standalone.provision.JsonApi.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Makes the demo organisation through the edge, as an operator would, and keeps the keys.
public final class Seeding {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// One service hears of what another has registered a moment later.
  private static final Set<Integer> NOT_YET = Set.of(404, 409, 503);

  private final Path folder;
  private final String publicUrl;
  private final JsonApi api;
  private final String operator;
  private final Path file;

  /// @param folder where the plan lies
  public Seeding(Home home, Path folder, int edgePort) {
    this.folder = folder;
    this.publicUrl = "http://localhost:" + edgePort;
    this.api = new JsonApi(URI.create("http://127.0.0.1:" + edgePort));
    this.operator = "Bearer " + home.secrets().operatorToken();
    this.file = home.seed();
  }

  /// Does what has not been done before.
  public void run() {
    var seed = Seed.in(file);
    // The port may have changed since.
    seed.put("edge", publicUrl);
    if (seed.isDone()) {
      return;
    }
    var plan = SeedPlan.read(folder);
    var organisation = plan.organisationId();
    post("/v1/organisations", plan.organisation());
    seed.put("organisation", organisation);
    for (var agent : plan.agents()) {
      var key = keyOf(seed, "agents", agent, "/v1/agents", organisation);
      if (seed.get("/apiKey").isEmpty()) {
        seed.put("apiKey", key);
      }
    }
    eventually(
        "policy",
        () ->
            api.post(
                "/v1/policies?organisation=" + organisation,
                plan.policy(),
                "authorization",
                operator,
                "content-type",
                "application/yaml"));
    for (var sentinel : plan.sentinels()) {
      keyOf(seed, "sentinels", sentinel, "/v1/sentinels", organisation);
    }
    for (var delegation : plan.delegations()) {
      delegate(seed, delegation, organisation);
    }
    seed.done();
  }

  /// Offers a delegation for its delegator and accepts it with the delegate's own key.
  private void delegate(Seed seed, SeedPlan.Delegation delegation, String organisation) {
    var path = "/v1/sentinels/" + delegation.by() + "/delegations";
    var name = delegation.by() + "-" + delegation.to();
    if (seed.get("/delegations/" + name).isEmpty()) {
      var until = Instant.now().plus(Duration.ofDays(delegation.days()));
      var body = delegation.body().deepCopy().put("validTo", until.toString());
      var offered = post(path + "?organisation=" + organisation, body);
      seed.put("delegations", name, offered.required("id").asText());
    }
    var id = seed.get("/delegations/" + name).orElseThrow();
    var key = "Bearer " + seed.get("/sentinels/" + delegation.to()).orElseThrow();
    eventually(path, () -> api.post(path + "/" + id + "/accept", "", "authorization", key));
  }

  /// Registers someone and asks for their key, unless that was done before.
  private String keyOf(
      Seed seed, String group, ObjectNode entry, String path, String organisation) {
    var id = entry.required("id").asText();
    var known = seed.get("/" + group + "/" + id);
    if (known.isPresent()) {
      return known.get();
    }
    post(path, entry);
    var keys = path + "/" + id + "/keys?organisation=" + organisation;
    var key = post(keys, "").required("key").asText();
    seed.put(group, id, key);
    return key;
  }

  private JsonNode post(String path, Object body) {
    return eventually(path, () -> api.post(path, body, "authorization", operator));
  }

  private static JsonNode eventually(String what, Supplier<Answer> attempt) {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      var answer = attempt.get();
      if (!NOT_YET.contains(answer.status()) || System.nanoTime() > end) {
        return answer.orFail("seeding " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
