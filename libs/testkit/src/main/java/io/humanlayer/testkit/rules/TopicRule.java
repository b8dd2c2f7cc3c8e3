package io.humanlayer.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import io.humanlayer.testkit.rules.Channels.Channel;
import io.humanlayer.testkit.topics.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// D13: a topic that a service names, in its configuration or in its code, is in the catalogue, and
/// the service is there as its owner or reader.
record TopicRule(ServiceCode service, Channels channels, TopicCatalogue catalogue) {

  private static final Pattern TOPIC = Pattern.compile("(hl|ext)\\..+\\.v\\d+");

  static TopicRule of(ServiceCode service) {
    return new TopicRule(service, Channels.ofThisModule(), TopicCatalogue.onClasspath());
  }

  void check() {
    List<String> violations = new ArrayList<>();
    channels.all().forEach(channel -> check(channel, violations));
    service.classes().stream()
        .flatMap(type -> literals(type).map(topic -> new Literal(type.getName(), topic)))
        .filter(literal -> !owns(literal.topic()) && !reads(literal.topic()))
        .forEach(
            literal ->
                violations.add(
                    literal.in() + " names " + literal.topic() + ", which is not ours to use"));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "D13 every topic is in contracts/topics.yaml with "
              + service.module()
              + " as owner or reader:\n"
              + String.join("\n", violations));
    }
  }

  private record Literal(String in, String topic) {}

  private void check(Channel channel, List<String> violations) {
    if (channel.topics().isEmpty()) {
      violations.add("channel " + channel.name() + " names no topic");
    }
    for (String topic : channel.topics()) {
      if (channel.incoming() ? !reads(topic) : !owns(topic)) {
        violations.add(
            "channel %s: %s is not %s of %s"
                .formatted(
                    channel.name(),
                    service.module(),
                    channel.incoming() ? "a reader" : "the owner",
                    topic));
      }
    }
    for (String deadLetters : channel.deadLetters()) {
      if (!deadLetters.endsWith("." + service.module() + ".dlq")) {
        violations.add(
            "channel " + channel.name() + ": " + deadLetters + " is not <topic>.<reader>.dlq");
      }
    }
  }

  private boolean reads(String topic) {
    return catalogue.isReader(service.module(), topic);
  }

  private boolean owns(String topic) {
    return catalogue.isOwner(service.module(), topic);
  }

  private static Stream<String> literals(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      List<String> found = new ArrayList<>();
      for (PoolEntry entry : ClassFile.of().parse(in.readAllBytes()).constantPool()) {
        if (entry instanceof StringEntry literal
            && TOPIC.matcher(literal.stringValue()).matches()) {
          found.add(literal.stringValue());
        }
      }
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
