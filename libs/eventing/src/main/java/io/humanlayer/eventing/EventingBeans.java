package io.humanlayer.eventing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/// Wires this library into a service from its configuration.
@ApplicationScoped
public class EventingBeans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  EventIds eventIds(Clock clock) {
    return new EventIds(clock, new SecureRandom());
  }

  @Produces
  @Singleton
  AvroWire avroWire(@ConfigProperty(name = "humanlayer.registry.url") URI registry) {
    return new AvroWire(new HttpSchemaRegistry(registry));
  }

  @Produces
  @Singleton
  Jdbi jdbi(DataSource dataSource) {
    return Jdbi.create(dataSource);
  }

  @Produces
  @Singleton
  Journal journal(AvroWire wire, EventIds ids) {
    return new Journal(wire, ids);
  }

  @Produces
  @Singleton
  EventProducer eventProducer(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, AvroWire wire) {
    return new EventProducer(servers, wire);
  }

  void close(@Disposes EventProducer producer) {
    producer.close();
  }

  @Produces
  @Singleton
  Consumption consumption(
      @ConfigProperty(name = "humanlayer.service") String service,
      AvroWire wire,
      EventProducer producer) {
    return new Consumption(service, wire, producer);
  }
}
