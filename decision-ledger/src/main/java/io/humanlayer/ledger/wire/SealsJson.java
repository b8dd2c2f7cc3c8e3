package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.ledger.app.Seals.Sealed;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.CheckpointKey;
import java.util.Base64;
import java.util.List;

/// The seals of a head as JSON.
public final class SealsJson {

  private SealsJson() {}

  /// @param keys those whose lines may stand under the head
  public static String write(Sealed sealed, List<CheckpointKey> keys) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", sealed.head().checkpoint().origin());
    json.put("size", Long.toUnsignedString(sealed.head().checkpoint().size()));
    json.put("root", sealed.head().checkpoint().root().base64());
    json.put("checkpoint", note(sealed).toString());
    var list = json.putArray("keys");
    keys.forEach(key -> list.add(key.vkey()));
    var stamps = json.putArray("timeStamps");
    for (var stamp : sealed.stamps()) {
      stamps
          .addObject()
          .put("over", "checkpoint body")
          .put("authority", stamp.authority())
          .put("trusted", stamp.trusted())
          .put("at", Milliseconds.text(stamp.at()))
          .put("answer", Base64.getEncoder().encodeToString(stamp.answer()));
    }
    var refusals = json.putArray("refused");
    for (var refusal : sealed.refusals()) {
      refusals
          .addObject()
          .put("by", refusal.by())
          .put("fault", refusal.fault())
          .put("detail", refusal.detail())
          .put("at", Milliseconds.text(refusal.at()));
    }
    return json.toString();
  }

  /// The head with every line under it.
  public static SignedNote note(Sealed sealed) {
    return SignedNote.parse(sealed.head().note())
        .with(sealed.cosignatures().stream().map(it -> NoteSignature.parse(it.line())).toList());
  }
}
