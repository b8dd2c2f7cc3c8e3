package io.humanlayer.policy.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.policy.app.LearnFromFeedback.Drafted;
import io.humanlayer.policy.app.LearnFromFeedback.Report;
import io.humanlayer.policy.core.feedback.RuleFeedback;
import io.humanlayer.policy.core.feedback.Suggestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// What was learnt, as JSON.
public final class FeedbackJson {

  /// Enough digits to see a threshold by.
  private static final int DIGITS = 6;

  private FeedbackJson() {}

  public static ObjectNode write(Report report, Instant from, Instant to) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("from", from.toString());
    json.put("to", to.toString());
    var rules = json.putArray("rules");
    report.rules().forEach(rule -> rule(rules.addObject(), rule));
    var suggestions = json.putArray("suggestions");
    report.drafts().forEach(drafted -> suggestion(suggestions.addObject(), drafted));
    return json;
  }

  private static void rule(ObjectNode json, RuleFeedback rule) {
    json.put("layer", rule.rule().layer());
    json.put("rule", rule.rule().id());
    json.put("asked", rule.asked());
    json.put("approved", rule.approved());
    json.put("rejected", rule.rejected());
    json.put("expired", rule.expired());
    json.put("other", rule.other());
    var median = rule.median();
    json.put("median_to_decision", median == null ? null : median.toString());
    json.put("approval_lower_bound", share(rule.approvalLowerBound()));
    json.put("sentinels", rule.sentinels());
    json.put("rushed", rule.rushed());
  }

  private static void suggestion(ObjectNode json, Drafted drafted) {
    var suggestion = drafted.suggestion();
    var evidence = suggestion.evidence();
    json.put(
        "kind",
        switch (suggestion) {
          case Suggestion.Loosen _ -> "loosen";
          case Suggestion.Tighten _ -> "tighten";
        });
    json.put("layer", drafted.policy().layer().word());
    json.put("policy", drafted.policy().name());
    json.put("number", drafted.policy().number());
    json.put("rule", suggestion.rule().id());
    json.put("operation", evidence.operation());
    json.put("condition", suggestion.condition());
    json.putObject("because")
        .put("approved", evidence.approved())
        .put("rejected", evidence.rejected())
        .put("approval_lower_bound", share(evidence.lowerBound()))
        .put("sentinels", evidence.sentinels().size())
        .put("first", evidence.first().toString())
        .put("last", evidence.last().toString());
    json.put("draft", drafted.draft().text());
    var tests = json.putArray("tests");
    drafted.draft().tests().forEach(tests::add);
    var failing = json.putArray("failing_tests");
    drafted.failing().forEach(failing::add);
    json.set("replay", ReplayJson.write(drafted.replay()));
  }

  private static BigDecimal share(double share) {
    return BigDecimal.valueOf(share).setScale(DIGITS, RoundingMode.FLOOR);
  }
}
