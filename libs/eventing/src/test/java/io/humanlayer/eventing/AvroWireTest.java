package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroWireTest {

  private static final String DECIDED = "io.humanlayer.decisions.Decided";
  private static final String CLOSED = "io.humanlayer.cases.Closed";

  private final HttpSchemaRegistry registry = new HttpSchemaRegistry(Servers.registry());
  private final AvroWire wire = new AvroWire(registry);

  @Test
  void what_is_encoded_is_decoded() {
    var body = new EventBody(SampleEvent.of(Contracts.schema(DECIDED)));
    byte[] bytes = wire.encode("hl.decisions.v1", body);
    assertThat(bytes[0]).isZero();
    assertThat(wire.decode(DECIDED, bytes).avro().toString()).isEqualTo(body.avro().toString());
    assertThat(Servers.wire().decode(DECIDED, bytes).avro()).isEqualTo(body.avro());
  }

  @Test
  void the_same_event_is_the_same_bytes() {
    var body = new EventBody(SampleEvent.of(Contracts.schema(DECIDED)));
    assertThat(Servers.wire().encode("hl.decisions.v1", body))
        .isEqualTo(wire.encode("hl.decisions.v1", body));
  }

  @Test
  void the_topics_of_all_organisations_share_their_subjects() {
    assertThat(Contracts.subject("ext.acme.requests.v1", "io.humanlayer.ext.RequestMade"))
        .isEqualTo("ext.requests.v1-io.humanlayer.ext.RequestMade");
    assertThat(Contracts.subject("hl.cases.v1", CLOSED)).isEqualTo("hl.cases.v1-" + CLOSED);
  }

  @Test
  void bytes_of_a_writer_that_lacks_an_optional_field_are_read_with_its_default() throws Exception {
    Schema older = without(Contracts.schema(DECIDED), "callbackUrl");
    var value = SampleEvent.of(older);
    EventBody read = wire.decode(DECIDED, framed("test-older", older, Golden.encode(value)));
    assertThat(read.optionalText("callbackUrl")).isNull();
    assertThat(read.text("tier")).isEqualTo(value.get("tier").toString());
  }

  @Test
  void bytes_of_a_writer_that_lacks_a_required_field_are_malformed() throws Exception {
    Schema other = without(Contracts.schema(DECIDED), "tier");
    byte[] bytes = framed("test-lacking", other, Golden.encode(SampleEvent.of(other)));
    assertThatThrownBy(() -> wire.decode(DECIDED, bytes))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("tier");
  }

  @Test
  void bytes_after_the_event_are_malformed() {
    assertThatThrownBy(() -> wire.decode(CLOSED, with(closed(), 1)))
        .isInstanceOf(Malformed.class)
        .hasMessage("bytes follow the event");
  }

  @Test
  void an_event_cut_short_is_malformed() {
    byte[] whole = closed();
    for (int length = 5; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> wire.decode(CLOSED, cut)).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void bytes_without_the_header_are_malformed() {
    for (byte[] bytes :
        new byte[][] {{}, {0}, {0, 0, 0, 0}, {123, 34, 97, 34, 58, 49}, {1, 0, 0, 0, 1}}) {
      assertThatThrownBy(() -> wire.decode(CLOSED, bytes))
          .isInstanceOf(Malformed.class)
          .hasMessage("not in the registry's wire format");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void a_schema_that_the_registry_lacks_is_an_unknown_contract(int id) {
    byte[] bytes = ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
    assertThatThrownBy(() -> wire.decode(CLOSED, bytes))
        .isInstanceOf(UnknownContract.class)
        .hasMessage("the registry has no schema " + id);
  }

  @Test
  void the_schema_of_another_event_is_an_unknown_contract() {
    assertThatThrownBy(() -> wire.decode(DECIDED, closed()))
        .isInstanceOf(UnknownContract.class)
        .hasMessage("declared as " + DECIDED + " but written as " + CLOSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.humanlayer.cases.Vanished.v1",
        "io.humanlayer.cases.Closed.v2",
        "io.humanlayer.cases.Closed",
        "io.humanlayer.cases/Closed.v1",
        "com.example.Thing.v1",
        ""
      })
  void a_type_that_this_build_lacks_is_an_unknown_contract(String type) {
    assertThatThrownBy(() -> Contracts.event(type)).isInstanceOf(UnknownContract.class);
  }

  /// A length of a thousand million, and one beyond what an array can have.
  private static final byte[][] CLAIMS = {
    {(byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07},
    {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}
  };

  @Test
  void a_text_that_claims_gigabytes_is_malformed_at_once() {
    for (byte[] claim : CLAIMS) {
      byte[] bytes = framed("hl.cases.v1-" + CLOSED, Contracts.schema(CLOSED), claim);
      assertThatThrownBy(() -> wire.decode(CLOSED, bytes))
          .isInstanceOf(Malformed.class)
          .hasMessageMatching(".*(exceeds|longer|larger).*");
    }
  }

  @Test
  void a_list_that_claims_billions_is_malformed_at_once() {
    String event = "io.humanlayer.agents.AgentRegistered";
    Schema schema = Contracts.schema(event);
    var agent = SampleEvent.of(schema);
    agent.put("keyHashes", List.of());
    byte[] whole = Golden.encode(agent);
    int list = whole.length - 7; // The empty list and the six bytes of the time are the last.
    for (byte[] claim : CLAIMS) {
      byte[] value = Arrays.copyOf(whole, list + claim.length);
      System.arraycopy(claim, 0, value, list, claim.length);
      byte[] bytes = framed("hl.agents.v1-" + event, schema, value);
      assertThatThrownBy(() -> wire.decode(event, bytes))
          .isInstanceOf(Malformed.class)
          .hasMessageMatching(".*(exceeds|longer|larger).*");
    }
  }

  @Test
  void whatever_bytes_come_the_answer_is_an_event_or_malformed() {
    var random = new SplittableRandom(11);
    var sample = new EventBody(SampleEvent.of(Contracts.schema(DECIDED)));
    byte[] seed = wire.encode("hl.decisions.v1", sample);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = seed.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(wire.decode(DECIDED, bytes)).isNotNull();
      } catch (Malformed e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  private byte[] closed() {
    var sample = new EventBody(SampleEvent.of(Contracts.schema(CLOSED)));
    return wire.encode("hl.cases.v1", sample);
  }

  private byte[] framed(String subject, Schema schema, byte[] value) {
    int id = registry.idOf(subject, schema);
    return ByteBuffer.allocate(5 + value.length).put((byte) 0).putInt(id).put(value).array();
  }

  private static byte[] with(byte[] bytes, int more) {
    return Arrays.copyOf(bytes, bytes.length + more);
  }

  private static Schema without(Schema schema, String field) throws Exception {
    var json = new ObjectMapper().readTree(schema.toString());
    var fields = (ArrayNode) json.get("fields");
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).get("name").asText().equals(field)) {
        fields.remove(i);
      }
    }
    return new Schema.Parser().parse(json.toString());
  }
}
