package io.humanlayer.policy.wire;

import io.humanlayer.policy.app.PolicyTexts;
import io.humanlayer.policy.core.policy.PolicyDocument;
import jakarta.inject.Singleton;

/// Policies in YAML. Canonical JSON is YAML too.
@Singleton
public final class YamlPolicies implements PolicyTexts {

  @Override
  public PolicyDocument.Result read(String text) {
    try {
      var item = Yaml.parse(text);
      var policy = PolicyReader.read(item);
      var canonical = Json.canonical(Item.data(item));
      return new PolicyDocument.Result.Read(
          new PolicyDocument(policy, canonical, Json.digest(canonical)));
    } catch (FlawedDocument e) {
      return new PolicyDocument.Result.Flawed(e.flaws());
    }
  }
}
