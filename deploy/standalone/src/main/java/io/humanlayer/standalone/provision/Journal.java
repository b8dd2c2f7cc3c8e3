package io.humanlayer.standalone.provision;

/// The journal of one service, as the relay reaches it.
///
/// @param service as it is named in `ce_source`, for example `routing-service`
/// @param user a role that owns the database and has REPLICATION
public record Journal(String service, int port, String database, String user, String password) {

  /// Names the connector, its slot, its publication.
  String id() {
    return "hl_" + database;
  }
}
