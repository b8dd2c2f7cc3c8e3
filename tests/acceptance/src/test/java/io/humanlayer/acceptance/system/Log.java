package io.humanlayer.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EntryBundle;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TileIndex;
import io.humanlayer.verifier.EvidenceVerification;
import io.humanlayer.verifier.ReceiptVerification;
import io.humanlayer.verifier.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An organisation's log as somebody sees it who trusts nothing but its key.
public record Log(Edge edge, String apiKey, String origin, NoteVerifier key) {

  /// The newest head, whose signature was checked.
  public Checkpoint checkpoint() {
    SignedNote note =
        SignedNote.parse(
            edge.get("/v1/logs/" + origin + "/checkpoint", "x-api-key", apiKey).orThrow().text());
    assertThat(note.isSignedBy(key)).as("the checkpoint is signed: %s", note).isTrue();
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.origin()).isEqualTo(origin);
    return checkpoint;
  }

  /// The first `size` leaves.
  public List<byte[]> leaves(long size) {
    var leaves = new ArrayList<byte[]>();
    while (leaves.size() < size) {
      int index = leaves.size() / Tile.WIDTH;
      int width = (int) Math.min(Tile.WIDTH, size - leaves.size());
      leaves.addAll(EntryBundle.read(bytes("/tile/entries/" + new TileIndex(index, width))));
    }
    return leaves;
  }

  private byte[] bytes(String path) {
    var response = fetched("/v1/logs/" + origin + path, apiKey);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<byte[]> fetched(String path, String reader) {
    var request =
        HttpRequest.newBuilder(edge.base().resolve(path)).header("x-api-key", reader).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// What the evidence package of the request `id` proves.
  public Verification.Verified evidence(Agent agent, String id) {
    var zip =
        Patience.until(
            "there is evidence of " + id,
            () -> fetched("/v1/evidence/" + id + ".zip", agent.key()),
            response -> response.statusCode() == 200);
    Verification verification = EvidenceVerification.ofFile(zip.body(), key);
    assertThat(verification).as("%s", verification).isInstanceOf(Verification.Verified.class);
    return (Verification.Verified) verification;
  }

  /// The decision that the receipt of the request `id` proves.
  public JsonNode proven(Agent agent, String id) {
    var receipt =
        Patience.until(
            "there is a receipt of " + id,
            () -> agent.api().receipt(id),
            answer -> answer.status() == 200);
    Verification verification =
        ReceiptVerification.ofFile(receipt.text().getBytes(StandardCharsets.UTF_8), key);
    assertThat(verification).as(receipt.text()).isInstanceOf(Verification.Verified.class);
    return receipt.json().required("decision");
  }
}
