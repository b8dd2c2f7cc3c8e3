package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.kernel.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The look that two others take at what one person approved alone.
public final class Review {

  public static final String JUSTIFIED = "justified";
  public static final String UNJUSTIFIED = "not justified";

  private static final Duration WITHIN = Duration.ofDays(7);

  private Review() {}

  /// The id of the review of `request`, the same whoever asks.
  public static RequestId of(RequestId request) {
    return new RequestId(Uuids.v5(request.value(), "post-review"));
  }

  /// Asks two of the first panel, neither of them `breaker`, whether the glass was rightly broken.
  public static CaseCommand.Open open(Matter matter, SentinelId breaker, Instant at) {
    DecisionRequest asked = matter.request();
    Panel first = matter.requirement().panels().getFirst();
    Set<String> exclude = new HashSet<>(matter.requirement().exclude());
    exclude.add("person:" + breaker.value());
    return new CaseCommand.Open(
        new DecisionRequest(
            of(asked.id()),
            asked.organisation(),
            asked.agent(),
            asked.operation(),
            asked.actionDigest(),
            "compliance_check",
            asked.level(),
            null),
        matter.target(),
        matter.dossierDigest(),
        matter.ruling(),
        new Requirement(
            List.of(new Panel(first.name(), first.profile(), new Quorum(2, 2), first.reveals())),
            true,
            exclude,
            matter.requirement().tier(),
            OnTimeout.DENY,
            matter.requirement().useWithin(),
            Duration.ZERO,
            List.of(),
            Set.of(),
            true,
            null),
        new ResponseForm(false, List.of(JUSTIFIED, UNJUSTIFIED), null),
        WITHIN,
        at.plus(WITHIN),
        asked.id(),
        at);
  }
}
