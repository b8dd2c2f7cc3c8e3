package io.humanlayer.policy.wire;

import io.humanlayer.policy.app.PolicyTexts;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.PolicyDocument;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/// Policies in YAML. Canonical JSON is YAML too.
@Singleton
public final class YamlPolicies implements PolicyTexts {

  @Override
  public PolicyDocument.Result read(String text) {
    try {
      var item = Yaml.parse(text);
      var canonical = Json.canonical(Item.data(item));
      var policy = read(item, canonical);
      return new PolicyDocument.Result.Read(
          new PolicyDocument(policy, canonical, Json.digest(canonical), Item.positions(item)));
    } catch (FlawedDocument e) {
      return new PolicyDocument.Result.Flawed(e.flaws());
    }
  }

  /// The reader explains better, the schema finds more: what both find is told once.
  private static Policy read(Item item, String canonical) {
    var unfit = PolicySchema.flaws(canonical, Item.positions(item));
    try {
      var policy = PolicyReader.read(item);
      if (unfit.isEmpty()) {
        return policy;
      }
      throw new FlawedDocument(unfit);
    } catch (FlawedDocument e) {
      var flaws = new ArrayList<>(e.flaws());
      unfit.stream()
          .filter(flaw -> e.flaws().stream().noneMatch(known -> near(flaw, known)))
          .forEach(flaws::add);
      throw new FlawedDocument(flaws);
    }
  }

  private static boolean near(Flaw one, Flaw other) {
    return within(one.at(), other.at()) || within(other.at(), one.at());
  }

  private static boolean within(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }
}
