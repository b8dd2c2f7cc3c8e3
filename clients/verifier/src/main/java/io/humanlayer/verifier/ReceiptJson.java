package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads the JSON form of a receipt: exactly its fields, each in its one spelling.
final class ReceiptJson {

  private static final Set<String> FIELDS =
      Set.of(
          "schema",
          "origin",
          "logIndex",
          "treeSize",
          "rootHash",
          "leaf",
          "leafHash",
          "hashes",
          "checkpoint",
          "decision");

  private ReceiptJson() {}

  static Receipt read(JsonNode json) {
    if (!(json instanceof ObjectNode receipt)) {
      throw new MalformedException("it is not a JSON object");
    }
    var names = new TreeSet<>(FIELDS);
    receipt.fieldNames().forEachRemaining(name -> requireKnown(names.remove(name), name));
    if (!names.isEmpty()) {
      throw new MalformedException("the field \"" + names.first() + "\" is missing");
    }
    if (!text(receipt, "schema").equals(Receipt.SCHEMA)) {
      throw new MalformedException("it is not a receipt of the schema " + Receipt.SCHEMA);
    }
    if (!receipt.get("decision").isObject()) {
      throw new MalformedException("the field \"decision\" is not an object");
    }
    return new Receipt(
        text(receipt, "origin"),
        in(receipt, "logIndex", CanonicalText::unsigned),
        in(receipt, "treeSize", CanonicalText::unsigned),
        in(receipt, "rootHash", Hash::fromBase64),
        in(receipt, "leaf", leaf -> CanonicalText.utf8(CanonicalText.base64(leaf))),
        in(receipt, "leafHash", Hash::fromBase64),
        hashes(receipt.get("hashes")),
        text(receipt, "checkpoint"),
        CanonicalJson.of(receipt.get("decision")));
  }

  private static List<Hash> hashes(JsonNode list) {
    if (!list.isArray() || list.size() > Long.SIZE) {
      throw new MalformedException("the field \"hashes\" is not a list of at most 64 hashes");
    }
    List<Hash> hashes = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw new MalformedException("the field \"hashes\" is not a list of hashes");
      }
      hashes.add(Hash.fromBase64(item.textValue()));
    }
    return hashes;
  }

  private static <T> T in(ObjectNode receipt, String field, Function<String, T> reader) {
    String text = text(receipt, field);
    try {
      return reader.apply(text);
    } catch (MalformedException e) {
      throw new MalformedException("the field \"" + field + "\" is " + e.getMessage());
    }
  }

  private static String text(ObjectNode receipt, String field) {
    JsonNode value = receipt.get(field);
    if (!value.isTextual()) {
      throw new MalformedException("the field \"" + field + "\" is not a string");
    }
    return value.textValue();
  }

  private static void requireKnown(boolean known, String name) {
    if (!known) {
      throw new MalformedException("the field \"" + name + "\" does not belong in a receipt");
    }
  }
}
