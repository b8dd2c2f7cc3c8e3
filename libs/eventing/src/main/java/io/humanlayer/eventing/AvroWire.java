package io.humanlayer.eventing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// Event bodies as bytes in the registry's wire format: a zero byte, the schema's number in four
/// bytes, then the Avro value. Old bytes are read with the schema they were written with and
/// resolved to today's.
public final class AvroWire {

  private static final int HEADER = 5;

  private final SchemaRegistry registry;

  public AvroWire(SchemaRegistry registry) {
    this.registry = registry;
  }

  /// The bytes of `body` for `topic`.
  public byte[] encode(String topic, EventBody body) {
    Schema schema = body.avro().getSchema();
    int id = registry.idOf(Contracts.subject(topic, schema.getFullName()), schema);
    var out = new ByteArrayOutputStream(256);
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    try {
      var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema).write(body.avro(), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  /// The body of `event` in `bytes`.
  ///
  /// @throws Malformed if the bytes are not such an event
  /// @throws UnknownContract if they were written with a schema of another event or one unknown
  public EventBody decode(String event, byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != 0) {
      throw new Malformed("not in the registry's wire format");
    }
    Schema writer = registry.byId(ByteBuffer.wrap(bytes, 1, 4).getInt());
    if (!writer.getFullName().equals(event)) {
      throw new UnknownContract("declared as " + event + " but written as " + writer.getFullName());
    }
    var reader = new GenericDatumReader<GenericRecord>(writer, Contracts.schema(event), TEXT);
    var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
    try {
      GenericRecord value = reader.read(null, decoder);
      if (decoder.isEnd()) {
        return new EventBody(value);
      }
    } catch (EOFException e) {
      throw new Malformed("the bytes of " + event + " end too early", e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro has no one exception for bytes that are not a value of the schema.
      throw new Malformed("not the bytes of " + event + ": " + e.getMessage(), e);
    }
    throw new Malformed("bytes follow the event");
  }

  private static final GenericData TEXT = new GenericData();
}
