package io.humanlayer.routing.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.EditRuling;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Prepares a verdict that approves something else than what was asked: the keeper of the dossiers
/// says which Action that is, and policy what it says of it. Both happen before the case is locked.
/// Whether it holds is for the case to say.
@ApplicationScoped
public class ProposeEdits {

  private final Dossiers dossiers;
  private final Policy policy;

  public ProposeEdits(Dossiers dossiers, Policy policy) {
    this.dossiers = dossiers;
    this.policy = policy;
  }

  /// @param ruling none where nobody needed to ask; such an edit is never approved
  public record Proposal(Edit edit, @Nullable EditRuling ruling) {}

  /// Nothing leaves for a stranger, nor for what policy lets nobody change or the reader is not
  /// shown: that is an edit of nothing.
  ///
  /// @throws Dossiers.Unavailable if the Action cannot be had just now
  /// @throws Policy.Unavailable if policy cannot be asked just now
  public Proposal propose(Case state, Sentinel sentinel, ActionDigest base, ObjectNode changes) {
    return switch (state) {
      case Case.Open open when open.seats(sentinel) && may(open, sentinel, changes) -> {
        Edit edit = edit(open.matter(), base, changes);
        yield new Proposal(
            edit, edit.changed().isEmpty() ? null : policy.ruling(open.matter(), edit));
      }
      // A repetition is known by what it proposes.
      case Case.Decided decided when decided.seats(sentinel) ->
          new Proposal(edit(decided.matter(), base, changes), null);
      case Case.None _, Case.Open _, Case.Decided _ -> new Proposal(Edit.ofNothing(base), null);
    };
  }

  private Edit edit(Matter matter, ActionDigest base, ObjectNode changes) {
    return dossiers.edit(matter.request().organisation(), matter.dossier(), base, changes);
  }

  private static boolean may(Case.Open open, Sentinel sentinel, ObjectNode changes) {
    return changes.properties().stream()
        .allMatch(
            change ->
                open.matter().requirement().editable().contains(change.getKey())
                    && open.shows(sentinel, change.getKey()));
  }
}
