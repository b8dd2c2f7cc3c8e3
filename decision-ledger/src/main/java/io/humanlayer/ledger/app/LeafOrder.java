package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.log.Fact;
import java.util.List;

/// The topic that gives the facts of an organisation their one order.
public interface LeafOrder {

  /// Puts `facts` behind what is there, and waits until every replica has them. A repetition is the
  /// same fact once more; whoever reads keeps the first.
  void add(List<Fact> facts);
}
