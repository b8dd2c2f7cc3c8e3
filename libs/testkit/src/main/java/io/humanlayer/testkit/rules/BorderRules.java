package io.humanlayer.testkit.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.humanlayer.kernel.Decider;
import java.util.Set;

/// What keeps messaging, databases and the neighbours at the border of a service.
final class BorderRules {

  /// The services that decide from the record alone, and so may produce to Kafka themselves.
  private static final Set<String> PRODUCERS = Set.of("request-gateway", "policy-engine");

  /// The one class of the ledger that sends: it gives facts their order before any database has
  /// seen them, so what it sends is decided from the record alone.
  private static final String SEQUENCER = "io.humanlayer.ledger.outbound.KafkaLeafOrder";

  private static final DescribedPredicate<JavaClass> AVRO =
      resideInAPackage("org.apache.avro..")
          .or(assignableTo("org.apache.avro.generic.GenericContainer"));

  private static final DescribedPredicate<JavaClass> MESSAGING =
      resideInAnyPackage(
          "org.apache.kafka..",
          "io.smallrye.reactive.messaging..",
          "org.eclipse.microprofile.reactive.messaging..");

  private static final DescribedPredicate<JavaClass> PRODUCER =
      resideInAnyPackage("org.apache.kafka.clients.producer..", "org.apache.kafka.common..");

  private static final DescribedPredicate<JavaClass> SENDING =
      resideInAPackage("org.apache.kafka.clients.producer..")
          .or(assignableTo("io.humanlayer.eventing.EventProducer"))
          .or(assignableTo("org.eclipse.microprofile.reactive.messaging.Emitter"))
          .or(assignableTo("org.eclipse.microprofile.reactive.messaging.Outgoing"))
          .or(assignableTo("io.smallrye.reactive.messaging.MutinyEmitter"));

  private BorderRules() {}

  static ArchRule d5(ServiceCode service) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(service.in("wire"), service.in("inbound"))
        .and(not(Generated.BY_AVRO))
        .should()
        .dependOnClassesThat(AVRO)
        .as("D5 Avro types are used only in wire and inbound");
  }

  static ArchRule d6(ServiceCode service) {
    ArchRule outside =
        noClasses()
            .that()
            .resideOutsideOfPackages(service.in("inbound"), service.in("outbound"))
            .should()
            .dependOnClassesThat(MESSAGING);
    ArchRule outbound =
        noClasses()
            .that()
            .resideInAPackage(service.in("outbound"))
            .should()
            .dependOnClassesThat(
                PRODUCERS.contains(service.module()) ? MESSAGING.and(not(PRODUCER)) : MESSAGING);
    ArchRule jdbc =
        noClasses()
            .that()
            .resideOutsideOfPackage(service.in("outbound"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "io.agroal..");
    return CompositeArchRule.of(outside)
        .and(outbound)
        .and(jdbc)
        .as(
            "D6 Kafka stays in inbound, its producer in outbound of those who own one, JDBC in"
                + " outbound");
  }

  static ArchRule d7(ServiceCode service) {
    return noClasses()
        .that()
        .resideInAPackage(service.in("inbound"))
        .should()
        .dependOnClassesThat(
            resideInAPackage(service.in("outbound")).or(assignableTo(Decider.class)))
        .as("D7 inbound uses neither a decider nor outbound");
  }

  static ArchRule d8(ServiceCode service) {
    return CompositeArchRule.of(nobodyElseUses(service, "inbound"))
        .and(nobodyElseUses(service, "outbound"))
        .as("D8 nobody depends on inbound or outbound");
  }

  private static ArchRule nobodyElseUses(ServiceCode service, String layer) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(service.in(layer))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(service.in(layer));
  }

  static ArchRule d9(ServiceCode service) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "decide from a database",
                type -> !PRODUCERS.contains(service.module()) && !type.getName().equals(SEQUENCER)))
        .should()
        .dependOnClassesThat(SENDING)
        .as("D9 a fact decided from a database leaves through the journal");
  }

  static ArchRule d10(ServiceCode service) {
    return noClasses()
        .that()
        .resideInAPackage(service.root() + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.humanlayer..core..",
                    "io.humanlayer..app..",
                    "io.humanlayer..inbound..",
                    "io.humanlayer..outbound..",
                    "io.humanlayer..wire..")
                .and(resideOutsideOfPackage(service.root() + "..")))
        .as("D10 no service depends on another");
  }
}
