package io.humanlayer.policy.app;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.change.PolicyChange;
import io.humanlayer.policy.core.change.PolicyDiff;
import io.humanlayer.policy.core.lint.Lint;
import io.humanlayer.policy.core.lint.PanelLints;
import io.humanlayer.policy.core.mutation.MutationReport;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.publication.Kind;
import io.humanlayer.policy.core.publication.Publication;
import io.humanlayer.policy.core.publication.Stage;
import io.humanlayer.policy.core.replay.ReplayReport;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Publishes a policy: it is checked, gets a number, and goes as far as its stage says. What is to
/// be enforced is asked of humans through HumanLayer itself; only the first policy of an
/// Organisation, which has nobody to ask yet, needs no approval.
@Singleton
public final class PublishPolicy {

  /// What is asked.
  ///
  /// @param author who asks; they can never approve it
  public record Order(OrganisationId organisation, Stage stage, String author) {}

  /// What became of a document.
  public sealed interface Result {

    /// It has this number and stands where `stage` says.
    ///
    /// @param fresh whether it got the number now
    record Published(Findings findings, int number, boolean fresh, Stage stage) implements Result {}

    /// It has this number, and humans are asked whether it comes into force.
    ///
    /// @param replay what it would have made of the past weeks
    record Asked(Findings findings, int number, Publication publication, ReplayReport replay)
        implements Result {}

    /// It would allow what a human rejected in the past weeks.
    record Blocked(ReplayReport replay) implements Result {}

    /// It cannot be published.
    record Refused(List<Flaw> flaws) implements Result {
      public Refused {
        flaws = List.copyOf(flaws);
      }
    }

    /// Another number of that name waits for its approval.
    record Busy(Publication other) implements Result {}

    /// There is no such number.
    record Unknown() implements Result {}
  }

  /// What its author should know of a sound policy.
  ///
  /// @param change what differs from what is in force
  public record Findings(
      PolicyDocument document, List<Lint> warnings, MutationReport mutations, PolicyChange change) {
    public Findings {
      warnings = List.copyOf(warnings);
    }
  }

  /// How much of the past a number is tried on before people are asked.
  private static final Duration REPLAYED = Duration.ofDays(30);

  private final CheckPolicy checking;
  private final PolicyArchive archive;
  private final Publications publications;
  private final PlatformPolicy platform;
  private final Grammar grammar;
  private final ChangeTexts texts;
  private final ReplayPolicy replaying;
  private final Panels panels;
  private final Supplier<UUID> ids;

  public PublishPolicy(
      CheckPolicy checking,
      PolicyArchive archive,
      Publications publications,
      PlatformPolicy platform,
      Grammar grammar,
      ChangeTexts texts,
      ReplayPolicy replaying,
      Panels panels,
      EventIds ids) {
    this.checking = checking;
    this.archive = archive;
    this.publications = publications;
    this.platform = platform;
    this.grammar = grammar;
    this.texts = texts;
    this.replaying = replaying;
    this.panels = panels;
    this.ids = ids::next;
  }

  /// Checks a document as [#publish] does, and changes nothing.
  public Result check(Order order, String text, Instant at) {
    return checked(
        order, text, at, (findings, _) -> new Result.Published(findings, 0, false, Stage.DRAFT));
  }

  /// Publishes the document in `text`.
  public Result publish(Order order, String text, Instant at) {
    return checked(
        order, text, at, (findings, rulebook) -> store(order, findings, rulebook, text, at));
  }

  @FunctionalInterface
  private interface Next {
    Result go(Findings findings, Rulebook rulebook);
  }

  private Result checked(Order order, String text, Instant at, Next next) {
    return switch (checking.check(text)) {
      case CheckPolicy.Result.Flawed(List<Flaw> flaws) -> new Result.Refused(flaws);
      case CheckPolicy.Result.Sound sound -> {
        var policy = sound.document().policy();
        var foreign = foreign(order, policy);
        yield foreign.isEmpty()
            ? next.go(findings(sound, at), sound.rulebook())
            : new Result.Refused(sound.document().located(foreign));
      }
    };
  }

  private static List<Flaw> foreign(Order order, Policy policy) {
    if (!policy.organisation().equals(order.organisation())) {
      return List.of(Flaw.at("/metadata/organisation", "the policy is of another organisation"));
    }
    return policy.layer() == Layer.PLATFORM && !policy.name().equals(PlatformPolicy.NAME)
        ? List.of(
            Flaw.at(
                "/metadata/name", "the policy of the platform is called " + PlatformPolicy.NAME))
        : List.of();
  }

  private Findings findings(CheckPolicy.Result.Sound sound, Instant at) {
    var policy = sound.document().policy();
    var warnings = new ArrayList<>(sound.warnings());
    warnings.addAll(PanelLints.of(policy, panels.of(policy, at)));
    return new Findings(
        sound.document(), warnings, checking.mutations(sound.rulebook()), change(sound.rulebook()));
  }

  /// What differs from what is in force under the same name. A policy beside others adds its own
  /// ruling to theirs, so the first of a name can only tighten where there are others.
  private PolicyChange change(Rulebook rulebook) {
    var policy = rulebook.policy();
    var enforced = archive.enforced(policy.organisation());
    var before = enforced.stream().filter(ref -> sameTitle(ref, policy)).findFirst();
    if (before.isPresent()) {
      return PolicyDiff.between(rulebook(before.get()), rulebook, grammar);
    }
    return enforced.stream().anyMatch(ref -> ref.layer() == Layer.ORGANISATION)
        ? PolicyDiff.beside(rulebook)
        : PolicyDiff.between(null, rulebook, grammar);
  }

  private static boolean sameTitle(PolicyRef ref, Policy policy) {
    return ref.layer() == policy.layer() && ref.name().equals(policy.name());
  }

  /// What this build can no longer read counts as if nothing had been in force: a loosening.
  private @Nullable Rulebook rulebook(PolicyRef policy) {
    return archive
        .find(policy)
        .map(volume -> checking.check(volume.canonical()))
        .map(result -> result instanceof CheckPolicy.Result.Sound sound ? sound.rulebook() : null)
        .orElse(null);
  }

  private Result store(Order order, Findings findings, Rulebook rulebook, String text, Instant at) {
    var document = findings.document();
    var policy = document.policy();
    platform.ensure(order.organisation(), at);
    var numbered =
        archive.store(
            new PolicyArchive.Manuscript(
                order.organisation(),
                policy.layer(),
                policy.name(),
                document.digest(),
                document.canonical(),
                text,
                order.author()),
            at);
    var ref = new PolicyRef(order.organisation(), policy.layer(), policy.name(), numbered.number());
    return switch (order.stage()) {
      case DRAFT ->
          new Result.Published(findings, numbered.number(), numbered.fresh(), Stage.DRAFT);
      case SHADOW -> {
        archive.shadow(ref.organisation(), ref.layer(), ref.name(), (Integer) ref.number(), at);
        yield new Result.Published(findings, numbered.number(), numbered.fresh(), Stage.SHADOW);
      }
      case ENFORCED -> enforce(order, ref, findings, rulebook, numbered.fresh(), at);
    };
  }

  private Result enforce(
      Order order, PolicyRef ref, Findings findings, Rulebook rulebook, boolean fresh, Instant at) {
    var enforced = archive.enforced(order.organisation());
    boolean first = enforced.stream().allMatch(policy -> policy.layer() == Layer.PLATFORM);
    if (enforced.contains(ref)
        || (first && ref.layer() == Layer.ORGANISATION && archive.bindFirst(ref, at))) {
      return new Result.Published(findings, ref.number(), fresh, Stage.ENFORCED);
    }
    return ask(order, ref, findings, rulebook, Kind.of(findings.change().direction()), at);
  }

  private Result ask(
      Order order, PolicyRef ref, Findings findings, Rulebook rulebook, Kind kind, Instant at) {
    var replay = replaying.replay(order.organisation(), rulebook, at.minus(REPLAYED), at);
    if (replay.blocking() > 0) {
      return new Result.Blocked(replay);
    }
    var document = findings.document();
    var question =
        new Publications.Question(
            ids.get(),
            ref,
            document.digest(),
            order.author(),
            kind,
            "Put policy "
                + ref.layer().word()
                + "/"
                + ref.name()
                + " number "
                + ref.number()
                + " in force ("
                + kind
                + ", asked by "
                + order.author()
                + ")",
            texts.of(findings.change()));
    return switch (publications.ask(question, at)) {
      case Publications.Asked.Open(Publication publication) ->
          new Result.Asked(findings, ref.number(), publication, replay);
      case Publications.Asked.Busy(Publication other) -> new Result.Busy(other);
    };
  }

  /// Moves a number that exists to another stage; one that was in force before is a rollback.
  public Result bind(Order order, PolicyRef ref, Instant at) {
    Optional<PolicyArchive.Volume> volume = archive.find(ref);
    if (volume.isEmpty()) {
      return new Result.Unknown();
    }
    return checked(
        order,
        volume.get().canonical(),
        at,
        (findings, rulebook) ->
            switch (order.stage()) {
              case DRAFT -> new Result.Published(findings, ref.number(), false, Stage.DRAFT);
              case SHADOW -> {
                archive.shadow(
                    ref.organisation(), ref.layer(), ref.name(), (Integer) ref.number(), at);
                yield new Result.Published(findings, ref.number(), false, Stage.SHADOW);
              }
              case ENFORCED ->
                  archive.wasEnforced(ref) && !archive.enforced(order.organisation()).contains(ref)
                      ? ask(order, ref, findings, rulebook, Kind.ROLLBACK, at)
                      : enforce(order, ref, findings, rulebook, false, at);
            });
  }
}
