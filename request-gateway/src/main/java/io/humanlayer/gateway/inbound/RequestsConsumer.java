package io.humanlayer.gateway.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.gateway.app.Agents;
import io.humanlayer.gateway.app.Policies;
import io.humanlayer.gateway.app.RequestStore.Entry;
import io.humanlayer.gateway.app.SubmitRequest;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.core.intake.Submission.Door;
import io.humanlayer.gateway.wire.RequestJson;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// `ext.<org>.requests.v1`: where agents ask through Kafka, in JSON or Avro. The organisation is
/// the topic's; who may write there is the broker's to say.
@ApplicationScoped
public class RequestsConsumer {

  private record Asked(ConsumerRecord<String, byte[]> message, Submission submission) {}

  private final Consumption consumption;
  private final RequestRecord form;
  private final Agents agents;
  private final Policies policies;
  private final SubmitRequest submit;

  public RequestsConsumer(
      Consumption consumption,
      RequestRecord form,
      Agents agents,
      Policies policies,
      SubmitRequest submit) {
    this.consumption = consumption;
    this.form = form;
    this.agents = agents;
    this.policies = policies;
    this.submit = submit;
  }

  @Incoming("requests")
  @Blocking
  void requests(ConsumerRecords<String, byte[]> batch) {
    consumption.handleRaw(batch, this::read, this::submit);
  }

  private Asked read(ConsumerRecord<String, byte[]> message) {
    try {
      ObjectNode body = form.body(message);
      Agent agent = agent(RequestRecord.organisation(message), body.path("agent"));
      return new Asked(
          message,
          RequestJson.read(
              body,
              agent,
              policies.catalogue(agent.org()),
              RequestRecord.idempotencyKey(message, body),
              Door.KAFKA,
              Instant.ofEpochMilli(message.timestamp())));
    } catch (ProblemException e) {
      throw e.problem().kind() == Kind.UNAVAILABLE ? e : new Malformed(reason(e.problem()), e);
    }
  }

  private static String reason(Problem problem) {
    String faults =
        problem.errors().stream()
            .map(fault -> (fault.pointer() + " " + fault.detail()).strip())
            .collect(Collectors.joining(" "));
    return faults.isEmpty() ? problem.detail() : faults;
  }

  private Agent agent(OrganisationId org, JsonNode field) {
    if (!field.isTextual()) {
      throw new Malformed("/agent must name the agent that asks");
    }
    String id = field.textValue();
    return agents
        .find(org, agentId(id))
        .filter(Agent::active)
        .orElseThrow(() -> new Malformed(stranger(org, id)));
  }

  private static AgentId agentId(String id) {
    try {
      return new AgentId(id);
    } catch (IllegalArgumentException e) {
      throw new Malformed("/agent is " + e.getMessage(), e);
    }
  }

  private String stranger(OrganisationId org, String id) {
    return agents.hasOrganisation(org)
        ? "/agent " + org + " has no active agent " + id
        : "there is no organisation " + org;
  }

  private void submit(List<Asked> asked) {
    List<Entry> entries = submit.accept(asked.stream().map(Asked::submission).toList());
    EventProducer.await(entries.stream().map(submit::publish).toList());
    for (int i = 0; i < asked.size(); i++) {
      if (entries.get(i) instanceof Entry.Conflicting) {
        consumption.deadLetter(
            asked.get(i).message(),
            "idempotency-conflict: the key was used before with another body or agent");
      }
    }
  }
}
