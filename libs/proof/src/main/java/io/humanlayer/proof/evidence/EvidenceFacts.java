package io.humanlayer.proof.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the page of an evidence package says, all of it taken from what is proven beside it.
///
/// @param decidedAt as the log has it
/// @param stamp the time stamp over the head of the log, if there is one
public record EvidenceFacts(
    String organisation,
    String request,
    String agent,
    String operation,
    String actionDigest,
    String outcome,
    String basis,
    String decidedAt,
    List<String> rules,
    List<Verdict> verdicts,
    Log log,
    Optional<Stamp> stamp,
    List<String> cosigners) {

  public EvidenceFacts {
    rules = List.copyOf(rules);
    verdicts = List.copyOf(verdicts);
    cosigners = List.copyOf(cosigners);
  }

  /// One Sentinel's answer.
  public record Verdict(
      String sentinel, String qualification, String assurance, String verdict, String at) {}

  /// Where the decision stands.
  public record Log(String origin, String vkey, String index, String size, String root) {}

  /// When the head existed at the latest.
  ///
  /// @param trusted whether somebody else than us says so
  public record Stamp(Instant at, String authority, boolean trusted) {}
}
