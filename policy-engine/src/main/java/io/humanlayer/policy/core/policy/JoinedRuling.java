package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What all layers together say: the most severe ruling, and what the layers that ask require.
///
/// @param unruled whether no policy said anything, so that the platform's own default holds
/// @param requirement null unless the ruling is ARBITRIUM
/// @param use how long an approval by policy may be used
/// @param atStake the largest amount of money that a layer sees moved; null where there is none
/// @param excluded whom the arguments exclude from deciding, by any layer
public record JoinedRuling(
    Ruling ruling,
    boolean unruled,
    @Nullable Requirement requirement,
    Duration use,
    @Nullable BigDecimal atStake,
    Set<String> excluded) {

  public JoinedRuling {
    excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
  }

  /// Where no policy says anything, a human of the Organisation decides.
  public static final Requirement WITHOUT_POLICY =
      Requirement.of(Panel.internal("default", "humanlayer.default"), Duration.ofMinutes(30));

  /// The join over all layers; the order does not matter.
  public static JoinedRuling of(Collection<LayerRuling> layers) {
    Ruling ruling = null;
    Requirement requirement = null;
    Duration use = null;
    BigDecimal atStake = null;
    var excluded = new TreeSet<String>();
    for (var layer : layers) {
      var own = layer.ruling();
      if (own != null) {
        ruling = ruling == null ? own : ruling.join(own);
        use = use == null || layer.use().compareTo(use) < 0 ? layer.use() : use;
      }
      var required = layer.requirement();
      if (required != null) {
        var apart = apart(layer.layer(), required);
        requirement = requirement == null ? apart : requirement.join(apart);
      }
      excluded.addAll(layer.excluded());
      var amount = layer.atStake();
      if (amount != null) {
        atStake = atStake == null ? amount : atStake.max(amount);
      }
    }
    if (ruling == null || use == null) {
      return new JoinedRuling(
          Ruling.ARBITRIUM, true, WITHOUT_POLICY, WITHOUT_POLICY.use(), atStake, excluded);
    }
    return new JoinedRuling(
        ruling, false, ruling == Ruling.ARBITRIUM ? requirement : null, use, atStake, excluded);
  }

  /// Panels of other layers than the organisation carry the layer's name, since two policies may
  /// mean different people by the same word.
  private static Requirement apart(Layer layer, Requirement requirement) {
    return layer == Layer.ORGANISATION
        ? requirement
        : requirement.withPanelsNamed(layer.word() + "/");
  }
}
