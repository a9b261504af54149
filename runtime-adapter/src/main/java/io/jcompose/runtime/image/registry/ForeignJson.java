package io.jcompose.runtime.image.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small JSON document of a stranger, read leniently: what is not there, or else, is nothing. */
final class ForeignJson {
  private static final int DEEPEST = 32;
  private final JsonNode node;

  private ForeignJson(JsonNode node) {
    this.node = node;
  }

  /** Returns the document; empty if it is none. */
  static Optional<ForeignJson> parse(byte[] content) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    try {
      return Optional.of(new ForeignJson(new JsonMapper(factory).readTree(content)))
          .filter(document -> !document.node.isMissingNode());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  ForeignJson member(String name) {
    return new ForeignJson(node.path(name));
  }

  boolean isThere() {
    return !node.isMissingNode() && !node.isNull();
  }

  Optional<String> text(String name) {
    JsonNode member = node.path(name);
    return member.isString()
        ? Optional.of(member.stringValue()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  OptionalLong number(String name) {
    JsonNode member = node.path(name);
    return member.isIntegralNumber() && member.canConvertToLong()
        ? OptionalLong.of(member.longValue())
        : OptionalLong.empty();
  }

  List<ForeignJson> elements() {
    List<ForeignJson> elements = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(element -> elements.add(new ForeignJson(element)));
    }
    return elements;
  }

  /** Returns the texts of a list. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (element.isString()) {
          texts.add(element.stringValue());
        }
      }
    }
    return texts;
  }
}
