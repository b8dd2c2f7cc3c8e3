package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.CompactedTopic;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.gateway.app.Policies;
import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.catalogue.Catalogue.Operation;
import io.humanlayer.gateway.core.intake.PolicyBinding;
import io.humanlayer.gateway.wire.PolicyDocument;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.Problem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The policies in force, followed on `hl.policies.v1` from its beginning. Until all of it has been
/// read the gateway is not ready: a request must name the policies it was received under.
@ApplicationScoped
public class FollowedPolicies implements Policies {

  private static final String PUBLISHED = "io.humanlayer.policies.PolicyPublished";
  private static final String BOUND = "io.humanlayer.policies.PolicyBound";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private record Document(String org, PolicyBinding binding) {
    String policy() {
      return org + "/" + binding.layer() + "/" + binding.name();
    }
  }

  private final Map<Document, List<Operation>> documents = new ConcurrentHashMap<>();

  /// What is to be in force as soon as its document is here: the two travel in different
  /// partitions.
  private final Map<String, Document> announced = new ConcurrentHashMap<>();

  private final Map<String, Map<String, PolicyBinding>> bindings = new ConcurrentHashMap<>();
  private final Map<String, Map<String, PolicyBinding>> shadows = new ConcurrentHashMap<>();
  private final Map<String, Catalogue> catalogues = new ConcurrentHashMap<>();
  private final CompactedTopic topic;

  public FollowedPolicies(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, Consumption consumption) {
    this.topic = new CompactedTopic(servers, "hl.policies.v1", consumption, this::on);
  }

  void start(@Observes StartupEvent started) {
    topic.start();
  }

  @PreDestroy
  void stop() {
    topic.close();
  }

  private void on(IncomingEvent event) {
    EventBody body = event.body();
    if (body == null) {
      return;
    }
    switch (body.event()) {
      case PUBLISHED -> published(document(body), body);
      case BOUND -> bound(document(body), body.text("stage"));
      // What becomes of a publication shows in the binding.
      default -> {}
    }
  }

  private static Document document(EventBody body) {
    return new Document(
        body.text("org"),
        new PolicyBinding(body.text("layer"), body.text("name"), body.integer("number")));
  }

  private void published(Document document, EventBody body) {
    documents.put(document, PolicyDocument.operations(body.text("document")));
    if (document.equals(announced.get(document.policy()))) {
      bind(document);
    }
  }

  private void bound(Document document, String stage) {
    switch (stage) {
      case "enforced" -> {
        announced.put(document.policy(), document);
        if (documents.containsKey(document)) {
          bind(document);
        }
      }
      case "shadow" -> shadow(document);
      default -> throw new Malformed("no such stage: " + stage);
    }
  }

  /// Number 0 ends a shadow.
  private void shadow(Document document) {
    var ofOrganisation = shadows.computeIfAbsent(document.org(), _ -> new ConcurrentHashMap<>());
    if (document.binding().number() == 0) {
      ofOrganisation.remove(document.policy());
    } else {
      ofOrganisation.put(document.policy(), document.binding());
    }
  }

  private void bind(Document document) {
    bindings
        .computeIfAbsent(document.org(), _ -> new ConcurrentHashMap<>())
        .put(document.policy(), document.binding());
    catalogues.remove(document.org());
  }

  @Override
  public List<PolicyBinding> inForce(OrganisationId org) {
    if (!ready()) {
      throw Problem.unavailable("The policies in force are not known yet.", RETRY).asException();
    }
    return sorted(bindings.getOrDefault(org.value(), Map.of()));
  }

  @Override
  public List<PolicyBinding> shadows(OrganisationId org) {
    return sorted(shadows.getOrDefault(org.value(), Map.of()));
  }

  private static List<PolicyBinding> sorted(Map<String, PolicyBinding> byPolicy) {
    return byPolicy.values().stream()
        .sorted(Comparator.comparing(PolicyBinding::layer).thenComparing(PolicyBinding::name))
        .toList();
  }

  @Override
  public Catalogue catalogue(OrganisationId org) {
    return catalogues.computeIfAbsent(org.value(), _ -> read(org));
  }

  private Catalogue read(OrganisationId org) {
    var operations = new ArrayList<Operation>();
    for (PolicyBinding binding : inForce(org)) {
      operations.addAll(documents.getOrDefault(new Document(org.value(), binding), List.of()));
    }
    return new Catalogue(operations);
  }

  @Override
  public boolean ready() {
    return topic.ready();
  }
}
