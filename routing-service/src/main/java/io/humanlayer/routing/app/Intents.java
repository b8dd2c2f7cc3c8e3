package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.Intent;
import io.humanlayer.routing.core.cases.Intent.LogHead;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// What Sentinels have said they want to sign, each kept until it is signed once or runs out; and
/// the newest head of each log, which is part of it.
public interface Intents {

  /// @param text the intent as canonical JSON: what is signed
  record Kept(Intent intent, String text) {}

  /// Makes and keeps an intent.
  ///
  /// @param intent made from the salt that this person's words have in this case
  Kept keep(Sentinel sentinel, RequestId id, Function<byte[], Intent> intent);

  /// The intent of this Sentinel in this case, which from now on is used; empty if there is none or
  /// it was used.
  Optional<Kept> take(Sentinel sentinel, RequestId id, String nonce);

  /// A newer head of the log of an Organisation.
  record NewHead(OrganisationId organisation, LogHead head) {}

  Optional<LogHead> head(OrganisationId organisation);

  /// Keeps those that are newer than what is known.
  void note(Collection<NewHead> heads);
}
