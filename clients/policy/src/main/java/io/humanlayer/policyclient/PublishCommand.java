package io.humanlayer.policyclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.wire.YamlPolicies;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Optional;

/// `policy publish`: sends a policy to a running system and says what became of it.
record PublishCommand(PrintStream out) {

  int run(Options options) {
    var file = options.file(0);
    var text = PolicyCommand.read(file);
    if (!(new YamlPolicies().read(text) instanceof PolicyDocument.Result.Read(var document))) {
      out.println(file + " is no policy; ./humanlayer policy check says why");
      return PolicyCommand.REFUSED;
    }
    var query = new HashMap<String, String>();
    query.put("organisation", document.policy().organisation().value());
    options.value("--stage").ifPresent(stage -> query.put("stage", stage));
    var system = RunningSystem.of(options);
    options
        .value("--author")
        .or(() -> system.signedIn() ? Optional.empty() : Optional.of(user()))
        .ifPresent(author -> query.put("author", author));
    var answer = system.post("/v1/policies", query, text);
    var json = json(answer.body());
    switch (answer.statusCode()) {
      case 200, 201 ->
          out.printf(
              "%s/%s number %d: %s%n",
              json.path("layer").asText(),
              json.path("name").asText(),
              json.path("number").asInt(),
              json.path("stage").asText());
      case 202 -> asked(json);
      default -> {
        refused(json);
        return PolicyCommand.REFUSED;
      }
    }
    return PolicyCommand.SOUND;
  }

  private static String user() {
    return System.getProperty("user.name", "operator");
  }

  private void asked(JsonNode json) {
    var publication = json.path("publication");
    out.printf(
        "%s/%s number %d: %s, waits for the approval of %d%n",
        json.path("layer").asText(),
        json.path("name").asText(),
        json.path("number").asInt(),
        publication.path("kind").asText(),
        publication.path("approvals").asInt());
    json.path("change")
        .path("differences")
        .forEach(
            difference ->
                out.printf(
                    "%-10s %s%n",
                    difference.path("direction").asText(), difference.path("what").asText()));
  }

  private void refused(JsonNode problem) {
    out.println(problem.path("title").asText() + ": " + problem.path("detail").asText());
    problem
        .path("errors")
        .forEach(
            error ->
                out.println(error.path("pointer").asText() + " " + error.path("detail").asText()));
  }

  static JsonNode json(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreachableException("the answer is no JSON", e);
    }
  }
}
