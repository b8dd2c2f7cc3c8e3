package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Log;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.SignedNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An organisation that keeps every head it is told can hold its log to them.
@ExtendWith(TheSystem.class)
class CheckpointsTest {

  @Test
  void the_heads_on_the_organisations_topic_are_signed_and_are_heads_of_its_log(
      RunningSystem system) {
    Agent agent = system.newAgent();
    String weather = "{\"operation\":\"fetch_weather\",\"arguments\":{\"city\":\"Bari\"}}";
    String id =
        agent.api().ask(weather, null, Duration.ZERO).orThrow().json().required("id").asText();
    Log log = system.log();
    log.proven(agent, id);
    long size = log.checkpoint().size();

    List<Checkpoint> told = toldUntil(system, log, size);

    Checkpoint newest = told.getLast();
    List<Hash> leaves = log.leaves(newest.size()).stream().map(Hash::ofLeaf).toList();
    for (Checkpoint head : told) {
      assertThat(head.root())
          .as("%s", head)
          .isEqualTo(MerkleTree.of(leaves.subList(0, Math.toIntExact(head.size()))).root());
    }
  }

  /// Every head that the organisation was told, up to one over at least `size` leaves.
  private static List<Checkpoint> toldUntil(RunningSystem system, Log log, long size) {
    var access = system.kafkaAccess();
    var told = new ArrayList<Checkpoint>();
    try (var consumer =
        new KafkaConsumer<>(
            access.settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition("ext." + access.user() + ".checkpoints.v1", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Patience.until(
          "the organisation is told of a head over " + size + " leaves",
          () -> {
            for (var message : consumer.poll(Duration.ofMillis(200))) {
              var body =
                  system.wire().decode("io.humanlayer.ext.CheckpointPublished", message.value());
              SignedNote note = SignedNote.parse(body.text("note"));
              assertThat(note.isSignedBy(log.key())).as("%s", note).isTrue();
              told.add(Checkpoint.parse(note.text()));
              assertThat(told.getLast().size()).isEqualTo(body.number("size"));
            }
            return told;
          },
          heads -> !heads.isEmpty() && heads.getLast().size() >= size);
    }
    return told;
  }
}
