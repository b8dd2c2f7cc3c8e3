package io.humanlayer.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.Cosigners;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.app.SealHeads;
import io.humanlayer.ledger.app.Seals;
import io.humanlayer.ledger.app.Seals.Refusal;
import io.humanlayer.ledger.app.Seals.Sealed;
import io.humanlayer.ledger.app.TimeAuthority;
import io.humanlayer.ledger.core.log.Facts;
import io.humanlayer.ledger.outbound.HttpWitnesses;
import io.humanlayer.ledger.wire.SealsJson;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.time.OwnClock;
import io.humanlayer.proof.time.TimeCheck;
import io.humanlayer.proof.time.TimeStamp;
import io.humanlayer.proof.time.TimeStampQuery;
import io.humanlayer.proof.time.TrustedAuthorities;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Witnesses and time authorities, honest and lying, around heads in a real database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class SealsTest {

  /// Its key is the one that the configuration of the tests watches.
  private static final NoteSigner WATCHED = new NoteSigner("watched.example", new byte[32]);

  private static final List<Hash> LEAVES =
      IntStream.range(0, 50).mapToObj(it -> Hash.ofLeaf("leaf " + it)).toList();

  @Inject RecordFacts facts;
  @Inject PublishCheckpoint checkpoints;
  @Inject LogReader logs;
  @Inject Seals seals;
  @Inject Cosigners cosigners;
  @Inject TimeAuthority authority;
  @Inject Clock clock;

  @Test
  void a_head_gets_a_second_signature_and_a_time_stamp_that_nobody_need_trust() {
    String origin = headOf("sealed", 5);
    Sealed sealed =
        Await.until(
                "the seals",
                () -> seals.newest(origin),
                it -> it.isPresent() && !it.get().stamps().isEmpty())
            .orElseThrow();

    CheckpointKey key = cosigners.quantumSafe(origin).publicKey();
    assertThat(key.under(SealsJson.note(sealed))).isInstanceOf(Standing.Signed.class);
    assertThat(sealed.stamps())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.trusted()).isFalse();
              assertThat(it.authority()).contains("NOT A TRUSTED TIME AUTHORITY");
              assertThat(
                      TimeStamp.check(
                          it.answer(),
                          Hash.sha256(
                              sealed.head().checkpoint().body().getBytes(StandardCharsets.UTF_8)),
                          Optional.empty(),
                          authority.trusted()))
                  .isInstanceOf(TimeCheck.Holds.class);
            });
    var json =
        given()
            .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
            .get("/v1/logs/" + origin + "/seals")
            .then()
            .statusCode(200)
            .extract();
    assertThat(json.<Boolean>path("timeStamps[0].trusted")).isFalse();
    assertThat(json.<String>path("keys[0]")).isEqualTo(key.vkey());
    assertThat(given().get("/v1/logs/" + origin + "/seals").statusCode()).isEqualTo(401);
  }

  @Test
  void a_lying_time_authority_is_refused_and_recorded_and_nothing_waits_for_it() {
    var honest = new OwnClock(seed(1), seed(2));
    var stranger = new OwnClock(seed(3), seed(4));
    assertThat(lie(honest, q -> answer(honest, new TimeStampQuery(Hash.ofNothing(), q.nonce()))))
        .isEqualTo("WRONG_IMPRINT");
    assertThat(lie(honest, q -> answer(honest, new TimeStampQuery(q.imprint(), BigInteger.ONE))))
        .isEqualTo("WRONG_NONCE");
    assertThat(lie(honest, q -> answer(stranger, q))).isEqualTo("UNTRUSTED_AUTHORITY");
    assertThat(
            lie(
                honest,
                q -> honest.answer(q, BigInteger.TEN, clock.instant().minus(Duration.ofHours(3)))))
        .isEqualTo("TIME_FAR_OFF");
    assertThat(lie(honest, _ -> new byte[] {1, 2, 3})).isEqualTo("NOT_A_TIME_STAMP");
  }

  @Test
  void a_witness_that_is_asked_signs_and_one_that_lies_is_recorded() {
    try (var witness = new WitnessStand()) {
      String origin = headOf("witnessed", 4);
      seal(witness, origin);
      assertThat(witness.peer().key().under(SealsJson.note(newest(origin))))
          .isInstanceOf(Standing.Signed.class);

      headOf("witnessed", 9);
      seal(witness, origin);
      assertThat(witness.peer().key().under(SealsJson.note(newest(origin))))
          .isInstanceOf(Standing.Signed.class);

      witness.lie();
      headOf("witnessed", 14);
      seal(witness, origin);
      assertThat(faults(origin)).contains("WRONG_KEY");
    }
  }

  @Test
  void a_witness_that_has_seen_a_larger_head_of_ours_gives_a_restored_backup_away() {
    try (var witness = new WitnessStand()) {
      String origin = headOf("restored-elsewhere", 4);
      witness.saw(origin, 1000);
      seal(witness, origin);

      assertThat(faults(origin)).contains("LARGER_HEAD_SEEN");
    }
  }

  @Test
  void as_a_witness_it_signs_growth_and_refuses_rollback_fork_and_strangers() {
    assertThat(post(request(WATCHED, 0, 10, LEAVES)).statusCode()).isEqualTo(200);
    Response grown = post(request(WATCHED, 10, 30, LEAVES));

    assertThat(grown.statusCode()).isEqualTo(200);
    var note = SignedNote.parse(WATCHED.sign(head(30, LEAVES).body()) + grown.asString());
    for (String vkey : given().get("/v1/witness/keys").asString().split("\n")) {
      assertThat(CheckpointKey.parse(vkey).under(note)).isInstanceOf(Standing.Signed.class);
    }
    Response rollback = post(request(WATCHED, 10, 20, LEAVES));
    assertThat(rollback.statusCode()).isEqualTo(409);
    assertThat(rollback.contentType()).startsWith("text/x.tlog.size");
    assertThat(rollback.asString()).isEqualTo("30\n");
    assertThat(post(request(WATCHED, 30, 40, LEAVES.reversed())).statusCode()).isEqualTo(422);
    assertThat(
            post(request(new NoteSigner("unknown.example", seed(1, 32)), 0, 5, LEAVES))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            post(request(new NoteSigner("watched.example", seed(1, 32)), 30, 40, LEAVES))
                .statusCode())
        .isEqualTo(403);
    assertThat(post("old 3\n").statusCode()).isEqualTo(400);
    String hash = Hash.sha256("watched.example".getBytes(StandardCharsets.UTF_8)).toString();
    assertThat(given().get("/v1/witness/" + hash + "/checkpoint").asString()).contains("\n30\n");
  }

  private static Response post(String body) {
    return given()
        .contentType("text/plain")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/v1/witness/add-checkpoint");
  }

  private static String request(NoteSigner log, int old, int size, List<Hash> leaves) {
    var proof =
        old == 0
            ? List.<Hash>of()
            : MerkleTree.of(leaves.subList(0, size)).consistencyProof(old).path();
    var head = new Checkpoint(log.verifier().name(), size, head(size, leaves).root());
    return new AddCheckpoint(old, proof, log.sign(head.body())).toString();
  }

  private static Checkpoint head(int size, List<Hash> leaves) {
    return new Checkpoint("watched.example", size, MerkleTree.of(leaves.subList(0, size)).root());
  }

  private String headOf(String name, int facts) {
    var org = new OrganisationId(name);
    this.facts.record(Facts.slice(Facts.range(org, 0, facts)));
    checkpoints.publish(org);
    return logs.of(org).getFirst().origin();
  }

  private Sealed newest(String origin) {
    long size = logs.newestHead(origin).orElseThrow().checkpoint().size();
    return seals.of(origin, size).orElseThrow();
  }

  private Stream<String> faults(String origin) {
    return newest(origin).refusals().stream().map(Refusal::fault);
  }

  private void seal(WitnessStand witness, String origin) {
    new SealHeads(
            seals,
            logs,
            cosigners,
            new HttpWitnesses(Optional.of(List.of(witness.address()))),
            authority,
            clock,
            Duration.ofMinutes(5))
        .seal(newest(origin));
  }

  /// What is recorded about an authority that answers like this.
  private String lie(OwnClock believed, Function<TimeStampQuery, byte[]> answers) {
    String org = "lied-to-" + Long.toHexString(System.nanoTime());
    String origin = headOf(org, 2);
    var liar =
        new TimeAuthority() {
          @Override
          public String name() {
            return "liar";
          }

          @Override
          public byte[] ask(TimeStampQuery query) {
            return answers.apply(query);
          }

          @Override
          public TrustedAuthorities trusted() {
            return TrustedAuthorities.of(believed.certificates());
          }
        };
    var head = newest(origin).head();
    new SealHeads(
            seals,
            logs,
            cosigners,
            new HttpWitnesses(Optional.empty()),
            liar,
            clock,
            Duration.ofMinutes(5))
        .seal(new Sealed(head, List.of(), List.of(), List.of()));
    return newest(origin).refusals().stream()
        .filter(it -> it.by().equals("liar"))
        .findFirst()
        .orElseThrow()
        .fault();
  }

  private static byte[] answer(OwnClock clock, TimeStampQuery query) {
    return clock.answer(query, BigInteger.TEN, Instant.now());
  }

  private static byte[] seed(int value) {
    return seed(value, 48);
  }

  private static byte[] seed(int value, int length) {
    byte[] seed = new byte[length];
    seed[0] = (byte) value;
    return seed;
  }
}
