package io.humanlayer.testkit.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The messaging channels that `application.properties` of the module under test declares.
record Channels(List<Channel> all) {

  record Channel(boolean incoming, String name, List<String> topics, List<String> deadLetters) {}

  private static final Pattern KEY =
      Pattern.compile("(?:%[\\w,-]+\\.)?mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.(.+)");

  Channels {
    all = List.copyOf(all);
  }

  /// Of all files of that name only those in folders: the ones in jars are other people's.
  static Channels ofThisModule() {
    Properties merged = new Properties();
    try {
      for (URL url :
          Collections.list(
              Thread.currentThread()
                  .getContextClassLoader()
                  .getResources("application.properties"))) {
        if (url.getProtocol().equals("file")) {
          try (InputStream in = url.openStream()) {
            merged.load(in);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(merged);
  }

  static Channels of(Properties properties) {
    TreeMap<String, Channel> found = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      Matcher matcher = KEY.matcher(key);
      if (matcher.matches()) {
        Channel channel =
            found.computeIfAbsent(
                matcher.group(1) + " " + matcher.group(2),
                _ ->
                    new Channel(
                        matcher.group(1).equals("incoming"),
                        matcher.group(2),
                        new ArrayList<>(),
                        new ArrayList<>()));
        String value = properties.getProperty(key).strip();
        switch (matcher.group(3)) {
          case "topic" -> channel.topics().add(value);
          case "topics" -> channel.topics().addAll(List.of(value.split("\\s*,\\s*")));
          case "dead-letter-queue.topic" -> channel.deadLetters().add(value);
          default -> {}
        }
      }
    }
    return new Channels(List.copyOf(found.values()));
  }
}
