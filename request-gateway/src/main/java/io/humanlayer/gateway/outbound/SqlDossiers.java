package io.humanlayer.gateway.outbound;

import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Dossiers in PostgreSQL, opened only to be shown.
@ApplicationScoped
public class SqlDossiers implements Dossiers {

  private final Jdbi jdbi;
  private final DossierCipher cipher;

  public SqlDossiers(Jdbi jdbi, DossierCipher cipher) {
    this.jdbi = jdbi;
    this.cipher = cipher;
  }

  @Override
  public Optional<Dossier> find(OrganisationId org, RequestId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select digest, key, content from dossier"
                        + " where request_id = :id and org = :org and key is not null")
                .bind("id", id.value())
                .bind("org", org.value())
                .map(
                    (row, _) ->
                        new Dossier(
                            row.getString("digest"),
                            cipher.open(
                                new Sealed(row.getBytes("key"), row.getBytes("content")),
                                id.toString())))
                .findOne());
  }
}
