package io.humanlayer.routing.inbound.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Dossier;
import io.humanlayer.routing.app.Shown;
import io.humanlayer.routing.core.cases.Agent;
import io.humanlayer.routing.core.cases.Behalf;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.ResponseForm;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.routing.wire.CaseJson;
import io.humanlayer.routing.wire.EditForm;
import io.humanlayer.routing.wire.Visible;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An open case as its page shows it. What others have answered is not in it.
///
/// @param seat what the reader has of it: `offered`, `held`, `answered` or `none`
/// @param words whether a question is answered in words
/// @param edited whether a Sentinel has put another Action in the place of the one asked for
/// @param editable the fields of the arguments that the reader may change
/// @param outside whether the reader is from outside, and sees less
public record CaseFacts(
    String id,
    Visible operation,
    Visible target,
    Visible agent,
    List<ArgumentLine> arguments,
    String digest,
    String shortDigest,
    List<String> rules,
    String policies,
    String tier,
    List<PanelLine> panels,
    boolean distinct,
    String notIfYouAre,
    boolean reasonRequired,
    String deadline,
    String deadlineIso,
    String left,
    Visible summary,
    Visible context,
    @Nullable String answer,
    String seat,
    List<String> options,
    boolean words,
    Visible form,
    Visible question,
    List<Visible> info,
    boolean outside,
    boolean cooling,
    boolean edited,
    List<EditForm.Field> editable) {

  /// Whether something other than leave is asked for.
  public boolean asks() {
    return words || !options.isEmpty() || form.length() > 0;
  }

  /// @param needs in words
  /// @param yours whether the reader holds an offer there
  /// @param behalf for whom, in words; empty if for themself
  public record PanelLine(
      String name, String qualification, String needs, boolean yours, String behalf) {}

  static CaseFacts of(Shown.Everything shown, Sentinel sentinel, Instant now) {
    SentinelId reader = sentinel.id();
    Case.Open open = shown.open();
    Matter matter = open.matter();
    Dossier dossier = CaseJson.redacted(open, shown.dossier(), sentinel);
    ResponseForm response = matter.response();
    Set<String> seats = open.seating().panelsOf(reader);
    return new CaseFacts(
        matter.request().id().toString(),
        Visible.value(matter.request().operation()),
        Visible.value(matter.target()),
        Visible.value(name(matter.request().agent())),
        ArgumentLine.of(dossier.arguments(), dossier.asked()),
        open.actionDigest().value(),
        open.actionDigest().shortForm(),
        matter.ruling().rules().stream().map(rule -> rule.layer() + " / " + rule.id()).toList(),
        matter.ruling().policies().stream()
            .map(policy -> policy.name() + ", version " + policy.number())
            .collect(Collectors.joining("; ")),
        matter.requirement().tier().name().toLowerCase(Locale.ROOT),
        open.requirement().panels().stream()
            .map(panel -> line(panel, seats, open, reader))
            .toList(),
        matter.requirement().distinct(),
        String.join(", ", matter.requirement().rolesToDeclare()),
        matter.requirement().reasonRequired(),
        Words.moment(open.deadline()),
        open.deadline().toString(),
        Words.until(now, open.deadline()),
        Visible.prose(dossier.summary()),
        Visible.prose(text(dossier.context())),
        open.seating().answerOf(reader).map(CaseFacts::answer).orElse(null),
        CaseJson.seat(open, reader),
        response.options(),
        response.answer(),
        Visible.prose(response.form()),
        Visible.prose(open instanceof Case.NeedsInfo asking ? asking.question() : null),
        dossier.info().stream().map(Visible::prose).toList(),
        sentinel.source() == Source.EXTERNAL,
        open instanceof Case.Cooling,
        open.course().edit() != null,
        EditForm.fields(
            dossier.arguments(),
            matter.requirement().editable().stream()
                .filter(name -> open.shows(sentinel, name))
                .sorted()
                .toList()));
  }

  private static String name(Agent agent) {
    String version = agent.version() == null ? "" : ", version " + agent.version();
    return agent.name() == null
        ? agent.id() + version
        : agent.name() + " (" + agent.id() + ")" + version;
  }

  private static PanelLine line(Panel panel, Set<String> seats, Case.Open open, SentinelId reader) {
    int approvals = panel.quorum().approvals();
    int rejections = panel.quorum().rejections();
    String needs =
        (approvals == 1 ? "1 approval" : approvals + " approvals")
            + (rejections == 1
                ? "; 1 rejection ends it"
                : "; " + rejections + " rejections end it");
    return new PanelLine(
        panel.name(),
        panel.profile().qualification(),
        needs,
        seats.contains(panel.name()),
        open.seating().behalfOf(reader, panel.name()).map(CaseFacts::behalf).orElse(""));
  }

  /// As it will stand in the verdict.
  private static String behalf(Behalf behalf) {
    return "for " + behalf.principal() + ", delegation " + behalf.delegation();
  }

  private static @Nullable String text(@Nullable JsonNode context) {
    if (context == null) {
      return null;
    }
    return context.isTextual() ? context.textValue() : context.toPrettyString();
  }

  private static String answer(VerdictGiven given) {
    String word =
        switch (given.verdict().kind()) {
          case APPROVE -> "approved";
          case REJECT -> "rejected";
          case ANSWER -> "answered";
        };
    return "You " + word + " this on " + Words.moment(given.verdict().at()) + ".";
  }
}
