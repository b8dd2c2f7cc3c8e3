package io.humanlayer.gateway.outbound;

import io.humanlayer.gateway.core.intake.EditedAction;
import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import io.humanlayer.kernel.RequestId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The edits of a dossier, encrypted under its key: without it they are gone too.
record EditRows(DossierCipher cipher) {

  void keep(Handle handle, Sealed dossier, RequestId id, EditedAction action) {
    handle
        .createUpdate(
            "insert into dossier_edit (request_id, action_digest, content)"
                + " values (:id, :digest, :content) on conflict do nothing")
        .bind("id", id.value())
        .bind("digest", action.digest())
        .bind(
            "content",
            cipher.add(dossier, id.toString(), action.arguments(), context(id, action.digest())))
        .execute();
  }

  /// The arguments of each edit, by action digest.
  Map<String, String> all(Handle handle, Sealed dossier, RequestId id) {
    return handle
        .createQuery("select action_digest, content from dossier_edit where request_id = :id")
        .bind("id", id.value())
        .map(
            (row, _) -> {
              String digest = row.getString("action_digest");
              return Map.entry(
                  digest,
                  cipher.read(
                      dossier, id.toString(), row.getBytes("content"), context(id, digest)));
            })
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static void erase(Handle handle, RequestId id) {
    handle
        .createUpdate("delete from dossier_edit where request_id = :id")
        .bind("id", id.value())
        .execute();
  }

  private static String context(RequestId id, String digest) {
    return id + "/" + digest;
  }
}
