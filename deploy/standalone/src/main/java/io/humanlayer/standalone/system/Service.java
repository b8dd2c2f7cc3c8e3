package io.humanlayer.standalone.system;

import java.nio.file.Path;
import java.util.List;

/// One of our services.
///
/// @param name its folder in the project
/// @param database its database, and the role that owns it
public record Service(String name, String database) {

  public static final Service GATEWAY = new Service("request-gateway", "gateway");
  public static final Service POLICY = new Service("policy-engine", "policy");
  public static final Service ROUTING = new Service("routing-service", "routing");
  public static final Service LEDGER = new Service("decision-ledger", "ledger");
  public static final Service NOTIFIER = new Service("notifier", "notifier");

  public static final List<Service> ALL = List.of(GATEWAY, POLICY, ROUTING, LEDGER, NOTIFIER);

  Path folder(Path project) {
    return project.resolve(name).resolve("target").resolve("quarkus-app");
  }
}
