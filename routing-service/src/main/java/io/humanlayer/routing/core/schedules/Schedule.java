package io.humanlayer.routing.core.schedules;

import java.time.ZoneId;
import java.util.List;

/// When whom of an Organisation's Sentinels can be asked. To follow the sun is to have a schedule
/// with a layer for each part of the day, or one schedule per zone and panel.
///
/// @param substitutions in the order in which they hold: a later one sees what an earlier one made
public record Schedule(
    String name,
    ZoneId zone,
    List<Layer> layers,
    List<QuietHours> quiet,
    List<Substitution> substitutions) {

  public static final int MAX_LAYERS = 20;
  public static final int MAX_SUBSTITUTIONS = 500;

  public Schedule {
    layers = List.copyOf(layers);
    quiet = List.copyOf(quiet);
    substitutions = List.copyOf(substitutions);
    if (layers.isEmpty() || layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException("a schedule has 1 to " + MAX_LAYERS + " layers");
    }
    if (layers.stream().map(Layer::name).distinct().count() < layers.size()) {
      throw new IllegalArgumentException("a layer is named twice");
    }
    if (substitutions.size() > MAX_SUBSTITUTIONS) {
      throw new IllegalArgumentException("at most " + MAX_SUBSTITUTIONS + " overrides");
    }
  }
}
