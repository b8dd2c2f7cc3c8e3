package io.humanlayer.policy.wire;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.requirement.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `spec.tests`.
final class TrialReader {

  /// When a test happens that does not say: a Monday morning.
  private static final Instant SOME_MONDAY = Instant.parse("2026-01-05T09:00:00Z");

  private static final Requester SOME_AGENT =
      new Requester("agent-under-test", "Agent under test", "1", "owner-under-test");

  /// What a test expects of a policy that has no say.
  static final String ABSTAIN = "ABSTAIN";

  private final OrganisationId organisation;
  private final Set<String> limits;

  TrialReader(OrganisationId organisation, Set<String> limits) {
    this.organisation = organisation;
    this.limits = limits;
  }

  Trial read(Item item) {
    var section = Section.of(item);
    var arguments = section.item("args");
    var question =
        new Question(
            organisation,
            section.text("do"),
            arguments == null ? new Data.Struct(Map.of()) : Item.data(arguments),
            agent(section.item("agent")),
            claims(section.item("claims")),
            at(section.item("at")));
    var trial =
        new Trial(
            section.text("name"),
            question,
            limits(section.item("limits")),
            expected(section.required("expect")),
            item.at().pointer());
    section.done();
    return trial;
  }

  private static Requester agent(@Nullable Item item) {
    if (item == null) {
      return SOME_AGENT;
    }
    var section = Section.of(item);
    var id = section.textOrNull("id");
    var agent =
        new Requester(
            id == null ? SOME_AGENT.id() : id,
            section.textOrNull("name"),
            section.textOrNull("version"),
            section.textOrNull("owner"));
    section.done();
    return agent;
  }

  private static Instant at(@Nullable Item item) {
    if (item == null) {
      return SOME_MONDAY;
    }
    try {
      return Instant.parse(Section.text(item));
    } catch (DateTimeParseException e) {
      throw item.at().flaw("this must be a time such as 2026-01-05T09:00:00Z");
    }
  }

  private static Claims claims(@Nullable Item item) {
    if (item == null) {
      return Claims.NONE;
    }
    var section = Section.of(item);
    var confidence = section.item("confidence");
    try {
      var claims =
          new Claims(
              confidence == null ? null : (Double) number(confidence).doubleValue(),
              section.textOrNull("risk"));
      section.done();
      return claims;
    } catch (IllegalArgumentException e) {
      throw item.at().flaw(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, BigDecimal> limits(@Nullable Item item) {
    var values = new LinkedHashMap<String, BigDecimal>();
    if (item != null) {
      Section.of(item)
          .all()
          .forEach(
              (name, value) -> {
                if (!limits.contains(name)) {
                  throw value.at().flaw("there is no limit " + name);
                }
                values.put(name, number(value));
              });
    }
    return values;
  }

  private static BigDecimal number(Item item) {
    if (ArgumentType.DECIMAL.fit(Item.data(item)).orElse(null)
        instanceof Data.Decimal(BigDecimal value)) {
      return value;
    }
    throw item.at().flaw("this must be a number");
  }

  private static Trial.Expected expected(Item item) {
    var section = Section.of(item);
    var grant = section.textOrNull("grant");
    if (grant != null && !grant.equals("none")) {
      throw item.at().flaw("of a grant only none can be expected");
    }
    var expected =
        new Trial.Expected(
            section.text("ruling").equals(ABSTAIN)
                ? null
                : Section.word(section.required("ruling"), section.text("ruling"), Ruling.class),
            section.item("rules") == null ? null : section.texts("rules"),
            panels(section.item("panels")),
            section.wordOrNull("tier", Tier.class),
            section.durationOrNull("deadline"),
            grant != null);
    section.done();
    return expected;
  }

  private static @Nullable Map<String, Integer> panels(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    var section = Section.of(item);
    var panels = new LinkedHashMap<String, Integer>();
    section.all().keySet().forEach(name -> panels.put(name, section.count(name, 0)));
    return panels;
  }
}
