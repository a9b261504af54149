package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.HiddenContent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What ConfigMaps and Secrets hold. */
final class Contents {
  private final ObjectsOfFiles objects;
  private final Map<String, Map<String, Piece>> read = new LinkedHashMap<>();

  Contents(ObjectsOfFiles objects) {
    this.objects = objects;
    // at once: what is wrong in one is told even if nobody uses it
    objects.ofKind("ConfigMap").values().forEach(this::pieces);
    objects.ofKind("Secret").values().forEach(this::pieces);
  }

  /**
   * What stands behind one key.
   *
   * @param kind of the object; what a Secret holds is never to be shown
   */
  record Piece(String kind, String object, String key, Element element, HiddenContent content) {
    boolean isHidden() {
      return kind.equals("Secret");
    }

    /** Returns it as a text; empty if it is none. */
    Optional<String> text() {
      try {
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content.bytes()))
                .toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Returns what an object holds, by key; empty if there is none of that name, and then a problem
   * says so unless it is {@code optional}.
   *
   * @param reference what names it
   */
  Optional<Map<String, Piece>> find(String kind, String name, boolean optional, Element reference) {
    Manifest manifest = objects.ofKind(kind).get(name);
    if (manifest != null) {
      return Optional.of(pieces(manifest));
    }
    if (!optional) {
      reference.problem(
          "there is no " + kind + " '" + name + "' in these files",
          NearestName.hint(
              name,
              objects.ofKind(kind).keySet(),
              "add it, name its file too, or write 'optional: true'"));
    }
    return Optional.empty();
  }

  private Map<String, Piece> pieces(Manifest manifest) {
    return read.computeIfAbsent(manifest.toString(), any -> read(manifest));
  }

  private static Map<String, Piece> read(Manifest manifest) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    boolean secret = manifest.kind().equals("Secret");
    manifest
        .body()
        .members("data")
        .forEach((key, value) -> add(pieces, manifest, key, value, secret));
    manifest
        .body()
        .members("binaryData")
        .forEach((key, value) -> add(pieces, manifest, key, value, true));
    manifest
        .body()
        .members("stringData")
        .forEach((key, value) -> add(pieces, manifest, key, value, false));
    return pieces;
  }

  private static void add(
      Map<String, Piece> pieces, Manifest manifest, String key, Element value, boolean encoded) {
    String text = value.text().orElse("");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (encoded) {
      try {
        bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
      } catch (IllegalArgumentException e) {
        value.problem(
            "is not in Base64", // not what it is: it may be a secret
            manifest.kind().equals("Secret")
                ? "encode it with 'base64', or write it below 'stringData'"
                : "encode it with 'base64'");
      }
    }
    pieces.put(
        key, new Piece(manifest.kind(), manifest.name(), key, value, HiddenContent.of(bytes)));
  }
}
