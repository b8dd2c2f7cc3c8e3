package io.humanlayer.eventing;

/// Bounds what an Avro value may claim to hold. Without them ten bytes that announce a string of
/// two gigabytes take the memory for it before they are found to be short.
final class AvroLimits {

  /// No text in a contract is longer; a record on a topic has at most a megabyte by default.
  static final int MAX_TEXT = 8 * 1024 * 1024;

  /// No list in a contract is longer.
  static final int MAX_ITEMS = 100_000;

  private AvroLimits() {}

  /// Avro reads its limits once, from system properties, when it first decodes a value: call this
  /// before. What the operator has set stays.
  static void set() {
    set("org.apache.avro.limits.string.maxLength", MAX_TEXT);
    set("org.apache.avro.limits.bytes.maxLength", MAX_TEXT);
    set("org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);
  }

  private static void set(String property, int limit) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(limit));
    }
  }
}
