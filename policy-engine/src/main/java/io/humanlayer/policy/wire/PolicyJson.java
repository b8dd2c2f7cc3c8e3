package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.app.PolicySeal;
import io.humanlayer.policy.app.Publications;
import io.humanlayer.policy.app.PublishPolicy.Findings;
import io.humanlayer.policy.core.lint.Lint;
import io.humanlayer.policy.core.mutation.MutationReport;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.publication.Publication;
import io.humanlayer.policy.core.publication.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Published policies, and what was found out about them, as JSON.
public final class PolicyJson {

  private PolicyJson() {}

  /// @param number null for a document that was only checked
  public static ObjectNode published(Findings findings, @Nullable Integer number, Stage stage) {
    var document = findings.document();
    var policy = document.policy();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("organisation", policy.organisation().value());
    json.put("layer", policy.layer().word());
    json.put("name", policy.name());
    json.put("number", number);
    json.put("digest", document.digest());
    json.put("stage", stage.word());
    json.put("rules", policy.rules().size());
    json.putObject("tests").put("passed", policy.trials().size());
    json.set("mutation", mutation(findings.mutations()));
    json.set("change", ChangeJson.write(findings.change()));
    var warnings = json.putArray("warnings");
    for (Flaw flaw : document.located(findings.warnings().stream().map(Lint::flaw).toList())) {
      warnings
          .addObject()
          .put("pointer", flaw.at())
          .put("line", flaw.line())
          .put("detail", flaw.message());
    }
    return json;
  }

  private static ObjectNode mutation(MutationReport report) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("score", report.score());
    json.put("mutants", report.mutants());
    json.put("killed", report.killed());
    var untested = json.putArray("untested_boundaries");
    for (var survivor : report.survivors()) {
      var test = survivor.test();
      untested
          .addObject()
          .put("rule", survivor.rule())
          .put("what", survivor.what())
          .put("test", test == null ? null : TrialYaml.write(test));
    }
    return json;
  }

  public static ObjectNode publication(Publication publication) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", publication.id().toString());
    json.put("layer", publication.policy().layer().word());
    json.put("name", publication.policy().name());
    json.put("number", publication.policy().number());
    json.put("digest", publication.digest());
    json.put("replaces", publication.replaces());
    json.put("author", publication.author());
    json.put("kind", publication.kind().name());
    json.put("approvals", publication.kind().approvals());
    json.put("action_digest", publication.actionDigest());
    json.put("asked_at", publication.askedAt().toString());
    return json;
  }

  public static ObjectNode publications(List<Publications.Entry> entries) {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("publications");
    for (var entry : entries) {
      list.add(
          publication(entry.publication())
              .put("state", entry.state())
              .put("reason", entry.reason()));
    }
    return json;
  }

  public static ObjectNode list(List<PolicyArchive.Entry> entries, PolicySeal seal) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("key", seal.verifierKey());
    var policies = json.putArray("policies");
    entries.forEach(entry -> policies.add(entry(entry)));
    return json;
  }

  private static ObjectNode entry(PolicyArchive.Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("layer", entry.policy().layer().word())
        .put("name", entry.policy().name())
        .put("number", entry.policy().number())
        .put("digest", entry.digest())
        .put("stage", entry.stage().word())
        .put("author", entry.author())
        .put("signature", entry.signature())
        .put("published_at", entry.publishedAt().toString());
  }

  /// One number with its document.
  public static ObjectNode volume(PolicyArchive.Volume volume) {
    return entry(volume.entry()).put("source", volume.source()).put("document", volume.canonical());
  }
}
