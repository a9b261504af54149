package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Reads a scalar as its tag says: a tag of YAML's own must fit the text, and any other tag but
 * those of Compose makes a text of it.
 */
final class ScalarReader {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final String BINARY = STANDARD + "binary";
  private static final String NON_SPECIFIC = "!";

  private static final Map<String, Set<PlainScalar.Kind>> TYPES =
      Map.of(
          STANDARD + "null", EnumSet.of(PlainScalar.Kind.NULL),
          STANDARD + "bool", EnumSet.of(PlainScalar.Kind.BOOLEAN),
          STANDARD + "int", EnumSet.of(PlainScalar.Kind.INTEGER),
          STANDARD + "float", EnumSet.of(PlainScalar.Kind.INTEGER, PlainScalar.Kind.FLOAT),
          STANDARD + "timestamp", EnumSet.of(PlainScalar.Kind.TIMESTAMP));

  private final Problems problems;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

  ScalarReader(Problems problems) {
    this.problems = problems;
  }

  ScalarNode read(TreePath path, Place place, ScalarEvent scalar) {
    String tag = scalar.getTag().orElse(NON_SPECIFIC);
    ScalarNode node;
    if (TYPES.containsKey(tag)) {
      node = typed(path, place, tag, scalar.getValue());
    } else if (tag.equals(BINARY)) {
      node = new ScalarNode(place, decoded(path, place, scalar.getValue()), false);
    } else {
      boolean open = tag.equals(NON_SPECIFIC) || Tag.of(tag).isPresent();
      node = new ScalarNode(place, scalar.getValue(), open && scalar.isPlain());
    }
    mustBePossible(path, node);
    return node;
  }

  private ScalarNode typed(TreePath path, Place place, String tag, String text) {
    if (!TYPES.getOrDefault(tag, Set.of()).contains(PlainScalar.of(text).kind())) {
      problems.add(
          place,
          path.toString(),
          "'" + text + "' is not what its tag '" + tag.replace(STANDARD, "!!") + "' says",
          "remove the tag");
    }
    return new ScalarNode(place, text, true);
  }

  private String decoded(TreePath path, Place place, String text) {
    return bytes(text)
        .flatMap(ScalarReader::fromUtf8)
        .orElseGet(
            () -> {
              problems.add(
                  place,
                  path.toString(),
                  "the value tagged '!!binary' is not a text in UTF-8, encoded in Base64",
                  "write the text itself, without the tag");
              return text;
            });
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replaceAll("[\r\n]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> fromUtf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private boolean isEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return utf8.canEncode(text);
      }
    }
    return true;
  }

  /** Refuses what escapes can smuggle in and neither the kernel nor UTF-8 can take. */
  private void mustBePossible(TreePath path, ScalarNode node) {
    if (node.text().indexOf('\0') >= 0) {
      problems.add(
          node.place(), path.toString(), "holds a NUL character", "remove the escape '\\0'");
    }
    if (!isEncodable(node.text())) {
      problems.add(
          node.place(),
          path.toString(),
          "holds half a character: a surrogate without its other half",
          "write the character itself, or its code point as '\\U' and eight digits");
    }
  }
}
