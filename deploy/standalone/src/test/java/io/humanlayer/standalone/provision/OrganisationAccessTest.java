package io.humanlayer.standalone.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Machine.Provided.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganisationAccessTest {

  private static final String REQUESTS = "ext.acme.requests.v1";

  private Machine machine;

  @BeforeAll
  void two_organisations(Machine machine) {
    this.machine = machine;
    var topics = new Topics(machine.kafka.bootstrap());
    var access = new OrganisationAccess(machine.kafka.bootstrap());
    topics.createShared();
    for (var organisation : new String[] {"acme", "acme-two"}) {
      topics.createFor(organisation);
      access.grant(organisation, organisation + "-secret");
    }
  }

  @Test
  void an_organisation_writes_its_requests_and_reads_its_own_topics() throws Exception {
    write("acme", "acme-secret", REQUESTS);

    var records = Reader.read(client("acme", "acme-secret"), "acme.reader", REQUESTS, 1);

    assertThat(records).extracting(r -> new String(r.value(), UTF_8)).containsExactly("v");
  }

  @Test
  void an_organisation_writes_neither_what_is_inside_nor_what_is_told_to_it_nor_to_another() {
    for (var topic :
        new String[] {"hl.intake.v1", "ext.acme.decisions.v1", "ext.acme-two.requests.v1"}) {
      assertThatThrownBy(() -> write("acme", "acme-secret", topic))
          .as(topic)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void an_organisation_joins_no_group_of_another_whose_name_begins_like_its_own() {
    var client = client("acme", "acme-secret");

    assertThatThrownBy(() -> Reader.read(client, "acme-two", REQUESTS, 1))
        .isInstanceOf(GroupAuthorizationException.class);
  }

  @Test
  void a_wrong_password_is_refused() {
    assertThatThrownBy(() -> write("acme", "guess", REQUESTS))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class);
  }

  private void write(String user, String password, String topic) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            client(user, password), new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, "k", "v".getBytes(UTF_8)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private Map<String, Object> client(String user, String password) {
    var login =
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
            + user
            + "\" password=\""
            + password
            + "\";";
    return new TreeMap<>(
        Map.of(
            "bootstrap.servers", machine.kafka.externalBootstrap(),
            "security.protocol", "SASL_PLAINTEXT",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", login,
            "max.block.ms", "20000"));
  }
}
