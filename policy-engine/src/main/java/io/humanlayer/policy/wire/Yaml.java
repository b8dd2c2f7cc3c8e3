package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.wire.Item.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML 1.2 with the core schema, less what hides or multiplies content: no aliases, no anchors, no
/// duplicate keys, no tags, one document, numbers in decimal.
final class Yaml {

  static final int MAX_CHARACTERS = 512 * 1024;
  static final int MAX_DEPTH = 32;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(MAX_CHARACTERS)
          .setMaxAliasesForCollections(0)
          .setUseMarks(true)
          .build();

  private static final Place ROOT = new Place("", 1, 1);

  private Yaml() {}

  static Item parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw ROOT.flaw("longer than " + MAX_CHARACTERS + " characters");
    }
    try {
      refuseWhatHides(text);
      var node =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> ROOT.flaw("the document is empty"));
      return item(node, ROOT);
    } catch (MarkedYamlEngineException e) {
      throw place(ROOT, e.getProblemMark()).flaw("not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw ROOT.flaw("not YAML: " + e.getMessage());
    }
  }

  private static void refuseWhatHides(String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      var at = place(ROOT, event.getStartMark());
      if (event instanceof AliasEvent) {
        throw at.flaw("aliases are not allowed");
      }
      if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
        throw at.flaw("anchors are not allowed");
      }
      if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw at.flaw("nested deeper than " + MAX_DEPTH);
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static Place place(Place otherwise, Optional<Mark> mark) {
    return mark.map(m -> new Place(otherwise.pointer(), m.getLine() + 1, m.getColumn() + 1))
        .orElse(otherwise);
  }

  private static Item item(Node node, Place at) {
    return switch (node) {
      case ScalarNode scalar -> new Item.Scalar(at, value(scalar, at));
      case SequenceNode list -> {
        expect(list.getTag().equals(Tag.SEQ), at);
        var items = new ArrayList<Item>();
        for (Node child : list.getValue()) {
          items.add(item(child, below(at, Integer.toString(items.size()), child)));
        }
        yield new Item.Items(at, items);
      }
      case MappingNode mapping -> {
        expect(mapping.getTag().equals(Tag.MAP), at);
        var fields = new LinkedHashMap<String, Item>();
        for (var tuple : mapping.getValue()) {
          var key = place(at, tuple.getKeyNode().getStartMark());
          if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
            throw key.flaw("a key must be a text");
          }
          var below = below(at, name.getValue(), tuple.getValueNode());
          if (fields.put(name.getValue(), item(tuple.getValueNode(), below)) != null) {
            throw key.flaw("the key " + name.getValue() + " is there twice");
          }
        }
        yield new Item.Fields(at, fields);
      }
      default -> throw at.flaw("neither a value, nor a list, nor an object");
    };
  }

  private static Place below(Place at, String name, Node child) {
    return place(at.below(name, at.line(), at.column()), child.getStartMark());
  }

  private static void expect(boolean plain, Place at) {
    if (!plain) {
      throw at.flaw("tags are not allowed");
    }
  }

  private static Data value(ScalarNode scalar, Place at) {
    String text = scalar.getValue();
    var tag = scalar.getTag();
    if (tag.equals(Tag.STR)) {
      return new Data.Text(text);
    }
    if (tag.equals(Tag.BOOL)) {
      return new Data.Flag(text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.NULL)) {
      return new Data.Nothing();
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, at);
    }
    throw at.flaw("tags are not allowed");
  }

  private static Data number(String text, Place at) {
    try {
      var number = new BigDecimal(text);
      var sane = Data.number(number);
      boolean survivesJson =
          number.compareTo(new BigDecimal(Double.toString(number.doubleValue()))) == 0;
      if (survivesJson && !(sane instanceof Data.Unreadable)) {
        return sane;
      }
    } catch (NumberFormatException notDecimal) {
      throw at.flaw("write numbers in decimal; NaN and infinity are not numbers");
    }
    throw at.flaw("this number has no exact form in JSON; write it as a text");
  }
}
