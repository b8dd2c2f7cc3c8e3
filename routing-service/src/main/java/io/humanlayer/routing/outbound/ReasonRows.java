package io.humanlayer.routing.outbound;

import io.humanlayer.routing.core.cases.Reason;
import java.security.SecureRandom;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Salts and texts of reasons, which can be erased while the digests in the records stay.
final class ReasonRows {

  private static final int SALT_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /// The salt of this person in this case, always the same until it is erased; a repetition then
  /// has the same digest.
  byte[] salt(Handle handle, UUID id, String who) {
    byte[] fresh = new byte[SALT_BYTES];
    random.nextBytes(fresh);
    return handle
        .createQuery(
            """
            insert into reason (case_id, sentinel, salt) values (:id, :sentinel, :salt)
            on conflict (case_id, sentinel)
              do update set salt = coalesce(reason.salt, excluded.salt)
            returning salt
            """)
        .bind("id", id)
        .bind("sentinel", who)
        .bind("salt", fresh)
        .mapTo(byte[].class)
        .one();
  }

  void keep(Handle handle, UUID id, String who, Reason reason) {
    handle
        .createUpdate(
            "update reason set code = :code, text = :text"
                + " where case_id = :id and sentinel = :sentinel")
        .bind("id", id)
        .bind("sentinel", who)
        .bind("code", reason.code())
        .bind("text", reason.text())
        .execute();
  }

  /// Drops the salt of a verdict that was refused, unless an earlier one stands.
  void forget(Handle handle, UUID id, String who) {
    handle
        .createUpdate(
            "delete from reason where case_id = :id and sentinel = :sentinel"
                + " and code is null and text is null")
        .bind("id", id)
        .bind("sentinel", who)
        .execute();
  }
}
