package io.jcompose.runtime.image.document;

import io.jcompose.runtime.image.UnusableImageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON value with its place in its document, so that what is wrong can be named. */
final class JsonDocument {
  private static final int DEEPEST = 64;
  private final String place;
  private final JsonNode node;

  private JsonDocument(String place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  /**
   * Returns the document in {@code content}.
   *
   * @param what the document is, to begin messages with
   */
  static JsonDocument parse(byte[] content, String what) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try {
      // strictly: Jackson would accept other encodings too, as the specifications do not
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return new JsonDocument(what, new JsonMapper(factory).readTree(text));
    } catch (CharacterCodingException e) {
      throw UnusableImageException.damaged(what + " is not text in UTF-8");
    } catch (JacksonException e) {
      throw UnusableImageException.damaged(what + " is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /** Returns a member; one that is missing is there as nothing. */
  JsonDocument member(String key) {
    return new JsonDocument(place + "." + key, node.path(key));
  }

  boolean isNothing() {
    return node.isMissingNode() || node.isNull();
  }

  boolean isObject() {
    return node.isObject();
  }

  /** Returns the text; empty if there is nothing, or only the empty text. */
  Optional<String> text() {
    if (isNothing()) {
      return Optional.empty();
    }
    if (!node.isString()) {
      throw wrong("text");
    }
    return Optional.of(node.stringValue()).filter(text -> !text.isEmpty());
  }

  String requiredText() {
    return text().orElseThrow(() -> wrong("text"));
  }

  /** Returns the whole number; 0 if there is nothing. */
  long number() {
    if (isNothing()) {
      return 0;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("a whole number");
    }
    return node.longValue();
  }

  /** Returns the elements of a list; none if there is nothing. */
  List<JsonDocument> elements() {
    if (isNothing()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong("a list");
    }
    List<JsonDocument> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new JsonDocument(place + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** Returns a list of texts, empty ones included. */
  List<String> texts() {
    return elements().stream().map(element -> element.text().orElse("")).toList();
  }

  /** Returns the members in the document's order; none if there is nothing. */
  Map<String, JsonDocument> members() {
    if (isNothing()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw wrong("an object");
    }
    Map<String, JsonDocument> members = new LinkedHashMap<>();
    node.properties()
        .forEach(
            property ->
                members.put(
                    property.getKey(),
                    new JsonDocument(place + "." + property.getKey(), property.getValue())));
    return members;
  }

  /** Returns members whose values are texts. */
  Map<String, String> textMembers() {
    Map<String, String> texts = new LinkedHashMap<>();
    members().forEach((key, value) -> texts.put(key, value.text().orElse("")));
    return texts;
  }

  /** Returns the failure of a value that is not {@code wanted}. */
  UnusableImageException wrong(String wanted) {
    String found = node.toString();
    String shown = found.length() <= 80 ? found : found.substring(0, 80) + "…";
    return UnusableImageException.damaged(place + " must be " + wanted + " but is " + shown);
  }
}
