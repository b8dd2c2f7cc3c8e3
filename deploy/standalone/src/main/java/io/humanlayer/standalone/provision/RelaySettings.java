package io.humanlayer.standalone.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings of one relay: `relay.properties` with the journal filled in.
final class RelaySettings {

  static final String HEARTBEATS = "hl-heartbeat";

  private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");

  private RelaySettings() {}

  static Map<String, String> of(Journal journal) {
    var blanks =
        Map.of(
            "id", journal.id(),
            "service", journal.service(),
            "port", Integer.toString(journal.port()),
            "database", journal.database(),
            "user", journal.user(),
            "password", journal.password(),
            "heartbeats", HEARTBEATS);
    var settings = new TreeMap<String, String>();
    template()
        .forEach((key, value) -> settings.put(key.toString(), fill(value.toString(), blanks)));
    return settings;
  }

  private static String fill(String value, Map<String, String> blanks) {
    return BLANK
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(blanks.get(found.group(1)), found.group())));
  }

  private static Properties template() {
    var template = new Properties();
    try (var in = RelaySettings.class.getResourceAsStream("relay.properties")) {
      template.load(Objects.requireNonNull(in, "relay.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return template;
  }
}
