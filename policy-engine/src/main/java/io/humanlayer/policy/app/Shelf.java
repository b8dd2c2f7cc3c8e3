package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Rulebook;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Every published policy, compiled, and which numbers are in force. It is filled from
/// `hl.policies.v1`; whoever needs a policy that is not there yet waits for it.
@Singleton
public final class Shelf {

  /// How long a request waits for a policy that it names. Longer than that and the reading of the
  /// topic is in trouble: the batch is then tried again, nothing is guessed.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// What stands on the shelf under a number.
  public sealed interface Volume {

    String digest();

    record Open(Rulebook rulebook, String digest) implements Volume {}

    /// This build cannot read the document, and why. A human then decides.
    record Sealed(String why, String digest) implements Volume {}
  }

  private record Title(OrganisationId organisation, String layer, String name) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final Map<PolicyRef, Volume> volumes = new HashMap<>();
  private final Map<Title, PolicyRef> inForce = new HashMap<>();

  /// Puts a policy on the shelf.
  public void add(PolicyRef policy, Volume volume) {
    lock.lock();
    try {
      volumes.put(policy, volume);
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Notes that `policy` is the number in force of its name.
  public void bind(PolicyRef policy) {
    lock.lock();
    try {
      inForce.put(new Title(policy.organisation(), policy.layer().word(), policy.name()), policy);
    } finally {
      lock.unlock();
    }
  }

  /// The policies in force for `organisation`, in a stable order.
  public List<PolicyRef> inForce(OrganisationId organisation) {
    lock.lock();
    try {
      return inForce.values().stream()
          .filter(policy -> policy.organisation().equals(organisation))
          .sorted(Comparator.comparing(PolicyRef::layer).thenComparing(PolicyRef::name))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// The policy of this number, waiting for it if need be.
  ///
  /// @throws IllegalStateException if it does not come in time
  public Volume await(PolicyRef policy) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      Volume volume = volumes.get(policy);
      while (volume == null) {
        if (left <= 0) {
          throw new IllegalStateException("policy " + policy + " has not been read yet");
        }
        left = added.awaitNanos(left);
        volume = volumes.get(policy);
      }
      return volume;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for policy " + policy, e);
    } finally {
      lock.unlock();
    }
  }
}
