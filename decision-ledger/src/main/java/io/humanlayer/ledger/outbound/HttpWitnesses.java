package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.Unreachable;
import io.humanlayer.ledger.app.Witnesses;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.CheckpointKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Witnesses over HTTP (C2SP tlog-witness). Each is configured as `vkey@url`.
@ApplicationScoped
public class HttpWitnesses implements Witnesses {

  private static final int MAX_ANSWER = 1 << 16;

  private final List<Peer> peers;
  private final ShortCalls http = new ShortCalls();

  public HttpWitnesses(
      @ConfigProperty(name = "humanlayer.ledger.witnesses") Optional<List<String>> witnesses) {
    this.peers = witnesses.orElse(List.of()).stream().map(HttpWitnesses::peer).toList();
  }

  @Override
  public List<Peer> peers() {
    return peers;
  }

  @Override
  public Reply ask(Peer peer, AddCheckpoint request) {
    URI url = URI.create(peer.url() + "/add-checkpoint");
    var answer =
        http.post(
            url,
            "text/plain; charset=utf-8",
            request.toString().getBytes(StandardCharsets.UTF_8),
            MAX_ANSWER);
    try {
      return switch (answer.status()) {
        case 200 -> new Reply.Lines(lines(CanonicalText.utf8(answer.body())));
        case 409 ->
            new Reply.Size(CanonicalText.unsigned(CanonicalText.utf8(answer.body()).strip()));
        case 500, 502, 503, 504 ->
            throw new Unreachable(url.toString(), "status " + answer.status());
        default -> new Reply.Refused(answer.status());
      };
    } catch (MalformedException e) {
      return new Reply.Refused(answer.status());
    }
  }

  private static List<NoteSignature> lines(String body) {
    return body.lines().map(NoteSignature::parse).toList();
  }

  private static Peer peer(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalStateException("a witness is configured as vkey@url");
    }
    String url = text.substring(at + 1);
    return new Peer(
        CheckpointKey.parse(text.substring(0, at)),
        URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
  }
}
