package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.LogArchive.StoredEntry;
import io.humanlayer.ledger.app.LogArchive.StoredHead;
import io.humanlayer.ledger.app.LogReader.LogView;
import io.humanlayer.ledger.core.audit.AuditReport;
import io.humanlayer.ledger.core.audit.Finding;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.decision.HashedRekord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a whole log again, from its rows up, and holds it to every head that was signed over it
/// and to the newest that was published. What it finds puts the log into quarantine.
@ApplicationScoped
public class AuditLog {

  private final LogReader logs;
  private final LogArchive archive;
  private final PublishedHeads published;
  private final Quarantine quarantine;

  public AuditLog(
      LogReader logs, LogArchive archive, PublishedHeads published, Quarantine quarantine) {
    this.logs = logs;
    this.archive = archive;
    this.published = published;
    this.quarantine = quarantine;
  }

  /// Audits every log of `org`.
  public List<AuditReport> audit(OrganisationId org) {
    return logs.of(org).stream().map(this::audit).toList();
  }

  public AuditReport audit(LogView log) {
    var reading = new Reading(log, archive, archive.heads(log.origin()));
    archive.stored(log.origin(), reading::next);
    AuditReport report = reading.report(published.newest(log.org()));
    if (!report.clean()) {
      quarantine.impose(log.org(), "an audit found " + report.findings().getFirst());
    }
    return report;
  }

  /// One reading of one log.
  private static final class Reading {

    private final LogView log;
    private final LogArchive archive;
    private final Map<Long, StoredHead> heads = new HashMap<>();
    private final Map<Long, Hash> roots = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private Frontier edge = Frontier.empty();

    Reading(LogView log, LogArchive archive, List<StoredHead> heads) {
      this.log = log;
      this.archive = archive;
      heads.forEach(head -> this.heads.put(head.size(), head));
    }

    void next(StoredEntry entry) {
      if (!findings.isEmpty()) {
        return;
      }
      if (entry.index() != edge.size()) {
        findings.add(new Finding.EntryMissing(edge.size()));
        return;
      }
      if (!Hash.ofLeaf(entry.leaf()).equals(entry.leafHash())) {
        findings.add(new Finding.EntryChanged(entry.index()));
        return;
      }
      if (!entry.document().map(it -> isDigestOf(entry.leaf(), it)).orElse(true)) {
        findings.add(new Finding.DocumentChanged(entry.index()));
        return;
      }
      var growth = edge.append(List.of(entry.leafHash()));
      edge = growth.frontier();
      growth.fullTiles().stream()
          .filter(tile -> !isStored(tile))
          .findFirst()
          .ifPresent(it -> findings.add(new Finding.TileChanged(it.level(), it.index())));
      StoredHead head = heads.remove(edge.size());
      if (head != null) {
        check(head);
      }
    }

    private boolean isStored(Tile tile) {
      return archive
          .tile(log.origin(), tile.level(), tile.index())
          .filter(tile::equals)
          .isPresent();
    }

    private void check(StoredHead head) {
      Hash root = edge.root();
      if (!root.equals(head.root())) {
        findings.add(new Finding.HeadContradicted(head.size()));
      } else if (!isSigned(head, root)) {
        findings.add(new Finding.HeadForged(head.size()));
      }
      roots.put(head.size(), root);
    }

    private boolean isSigned(StoredHead head, Hash root) {
      try {
        var note = SignedNote.parse(head.note());
        return note.text().equals(new Checkpoint(log.origin(), head.size(), root).body())
            && note.isSignedBy(NoteVerifier.parse(log.vkey()));
      } catch (MalformedException e) {
        return false;
      }
    }

    AuditReport report(Optional<Checkpoint> told) {
      heads.keySet().stream()
          .sorted()
          .findFirst()
          .filter(size -> findings.isEmpty() && size > edge.size())
          .ifPresent(_ -> findings.add(new Finding.EntryMissing(edge.size())));
      told.filter(_ -> findings.isEmpty()).ifPresent(this::compare);
      return new AuditReport(log.origin(), edge.size(), findings);
    }

    private void compare(Checkpoint head) {
      if (head.size() > edge.size()) {
        findings.add(new Finding.Truncated(head.size(), edge.size()));
      } else if (!head.root().equals(roots.get(head.size()))) {
        findings.add(new Finding.PublishedContradicted(head.size()));
      }
    }

    private static boolean isDigestOf(String text, String document) {
      Hash digest = Hash.sha256(document.getBytes(StandardCharsets.UTF_8));
      try {
        return text.startsWith("{\"apiVersion\":\"0.0.2\"")
            ? HashedRekord.parse(text).digest().equals(digest)
            : EventLeaf.parse(text).digest().equals(digest);
      } catch (MalformedException e) {
        return false;
      }
    }
  }
}
