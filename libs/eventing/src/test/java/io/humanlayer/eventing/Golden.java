package io.humanlayer.eventing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/// The golden files of one event: per version of its schema the schema, the bytes of one value
/// written with it, and what is in them.
record Golden(String folder, String name) {

  private static final Path CONTRACTS =
      Path.of(System.getProperty("humanlayer.root")).resolve("contracts");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// Every event that has a schema.
  static List<Golden> all() {
    try (Stream<Path> files = Files.walk(CONTRACTS.resolve("avro"))) {
      return files
          .filter(file -> file.toString().endsWith(".avsc"))
          .sorted()
          .map(
              file ->
                  new Golden(
                      file.getParent().getFileName().toString(),
                      file.getFileName().toString().replace(".avsc", "")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String event() {
    return "io.humanlayer." + folder + "." + name;
  }

  Schema today() {
    return schema(source());
  }

  /// The versions that have golden files, oldest first.
  List<Integer> versions() {
    return IntStream.iterate(1, version -> Files.exists(file(version, "avsc")), v -> v + 1)
        .boxed()
        .toList();
  }

  Schema schema(int version) {
    return schema(file(version, "avsc"));
  }

  byte[] bytes(int version) {
    try {
      return Files.readAllBytes(file(version, "avro"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode content(int version) {
    try {
      return JSON.readTree(file(version, "json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the golden files of the next version: today's schema, a value of it, its bytes.
  void write() {
    int version = versions().size() + 1;
    GenericRecord sample = SampleEvent.of(today());
    try {
      Files.createDirectories(file(version, "avro").getParent());
      Files.copy(source(), file(version, "avsc"));
      Files.write(file(version, "avro"), encode(sample));
      Files.writeString(file(version, "json"), JSON.writeValueAsString(json(sample)) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] encode(GenericRecord value) {
    try {
      var out = new ByteArrayOutputStream();
      var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GenericRecord decode(Schema writer, Schema reader, byte[] bytes) {
    try {
      var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      return new GenericDatumReader<GenericRecord>(writer, reader).read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(GenericRecord value) {
    try {
      return JSON.readTree(value.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path source() {
    return CONTRACTS.resolve("avro").resolve(folder).resolve(name + ".avsc");
  }

  private Path file(int version, String kind) {
    return CONTRACTS.resolve("golden").resolve(folder).resolve(name + ".v" + version + "." + kind);
  }

  private static Schema schema(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder + "/" + name;
  }
}
