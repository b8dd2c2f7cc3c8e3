package io.humanlayer.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.proof.note.Subtree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The probes of transparency-dev/merkle, each of which says whether it must be refused.
class PublishedProbesTest {

  private static final Path PROBES =
      Path.of(System.getProperty("humanlayer.root", "../.."), "..", "shared", "vectors", "merkle");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void every_published_inclusion_probe_is_judged_as_its_author_says() throws IOException {
    var probes = probes("inclusion");

    assertThat(probes).hasSize(98);
    assertThat(probes).allSatisfy(it -> assertThat(includes(it)).isEqualTo(isGood(it)));
  }

  @Test
  void every_published_consistency_probe_is_judged_as_its_author_says() throws IOException {
    var probes = probes("consistency");

    assertThat(probes).hasSize(98);
    assertThat(probes).allSatisfy(it -> assertThat(isConsistent(it)).isEqualTo(isGood(it)));
  }

  @Test
  void the_twelve_probes_that_a_known_library_accepts_are_refused() throws IOException {
    // An inclusion check without the final sn == 0 and without a look at the hash lengths says yes
    // to these; see InclusionProof.
    var careless =
        probes("inclusion").stream()
            .filter(it -> !isGood(it) && CarelessInclusion.accepts(it))
            .toList();

    assertThat(careless).hasSize(12);
    assertThat(careless).noneMatch(PublishedProbesTest::includes);
  }

  @Test
  void every_published_subtree_inclusion_probe_is_judged_as_its_author_says() throws IOException {
    assertThat(probes("subtreeinclusion"))
        .hasSizeGreaterThan(100)
        .allSatisfy(it -> assertThat(isInSubtree(it)).as("%s", it).isEqualTo(isGood(it)));
  }

  @Test
  void every_published_subtree_consistency_probe_is_judged_as_its_author_says() throws IOException {
    assertThat(probes("subtreeconsistency"))
        .hasSizeGreaterThan(100)
        .allSatisfy(it -> assertThat(isSubtree(it)).as("%s", it).isEqualTo(isGood(it)));
  }

  private static boolean isInSubtree(JsonNode probe) {
    try {
      return new Subtree(number(probe, "start"), number(probe, "end"))
          .contains(
              number(probe, "leafIdx"), hash(probe, "leafHash"), path(probe), hash(probe, "root"));
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isSubtree(JsonNode probe) {
    try {
      return new Subtree(number(probe, "start"), number(probe, "end"))
          .isPartOf(number(probe, "size"), root(probe, "root1"), root(probe, "root2"), path(probe));
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean includes(JsonNode probe) {
    try {
      return new InclusionProof(number(probe, "leafIdx"), number(probe, "treeSize"), path(probe))
          .proves(hash(probe, "leafHash"), hash(probe, "root"));
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isConsistent(JsonNode probe) {
    try {
      return new ConsistencyProof(number(probe, "size1"), number(probe, "size2"), path(probe))
          .proves(root(probe, "root1"), root(probe, "root2"));
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isGood(JsonNode probe) {
    return !probe.get("wantErr").booleanValue();
  }

  private static long number(JsonNode probe, String field) {
    return CanonicalText.unsigned(probe.get(field).asText());
  }

  private static Hash hash(JsonNode probe, String field) {
    return Hash.fromBase64(probe.get(field).asText());
  }

  /// Where a root does not matter, the consistency probes have some words in its place. Those are
  /// hashed, so that the proof is judged and not the length of the words.
  private static Hash root(JsonNode probe, String field) {
    byte[] bytes = CanonicalText.base64(probe.get(field).asText());
    return bytes.length == Hash.LENGTH ? Hash.of(bytes) : Hash.sha256(bytes);
  }

  private static List<Hash> path(JsonNode probe) {
    List<Hash> path = new ArrayList<>();
    probe.path("proof").forEach(hash -> path.add(Hash.fromBase64(hash.asText())));
    return path;
  }

  private static List<JsonNode> probes(String kind) throws IOException {
    Path folder = PROBES.resolve(kind);
    assumeTrue(Files.isDirectory(folder), "the published Merkle probes are not on this machine");
    List<JsonNode> probes = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        probes.add(JSON.readTree(file.toFile()));
      }
    }
    return probes;
  }
}
