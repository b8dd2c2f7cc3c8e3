package io.humanlayer.standalone.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What the demo organisation consists of, as the API takes it.
///
/// @param policy the document to publish, in YAML
record SeedPlan(
    ObjectNode organisation,
    List<ObjectNode> agents,
    String policy,
    List<ObjectNode> sentinels,
    List<Delegation> delegations) {

  /// @param by who gives it
  /// @param days how long it holds
  record Delegation(String by, String to, long days, ObjectNode body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  SeedPlan {
    agents = List.copyOf(agents);
    sentinels = List.copyOf(sentinels);
    delegations = List.copyOf(delegations);
  }

  /// Reads `acme.yaml` and the policy that it names from `folder`.
  static SeedPlan read(Path folder) {
    try {
      var text = Files.readString(folder.resolve("acme.yaml"));
      var document = new Load(LoadSettings.builder().build()).loadFromString(text);
      ObjectNode root = JSON.valueToTree(document);
      var organisation = (ObjectNode) root.required("organisation");
      var id = organisation.required("id").asText();
      return new SeedPlan(
          organisation,
          entries(root, "agents", id),
          Files.readString(folder.resolve(root.required("policy").asText())),
          entries(root, "sentinels", id),
          root.path("delegations").valueStream().map(SeedPlan::delegation).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Delegation delegation(JsonNode entry) {
    var body = (ObjectNode) entry.deepCopy();
    return new Delegation(
        body.remove("by").asText(),
        body.required("to").asText(),
        body.remove("days").asLong(),
        body);
  }

  String organisationId() {
    return organisation.required("id").asText();
  }

  private static List<ObjectNode> entries(ObjectNode root, String name, String organisation) {
    var all = new ArrayList<ObjectNode>();
    root.required(name)
        .forEach(entry -> all.add(((ObjectNode) entry).put("organisation", organisation)));
    return all;
  }
}
