package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.kubernetes.Contents.Piece;
import io.jcompose.model.value.HiddenContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The configs and secrets of the Compose document: what files of pods are made of. Texts of
 * ConfigMaps stand in it; all else goes beside it, as secrets are never to be printed.
 */
final class GivenContents {
  private final Map<String, ComposeMap> configs = new LinkedHashMap<>();
  private final Map<String, ComposeMap> secrets = new LinkedHashMap<>();
  private final Map<String, HiddenContent> hidden = new LinkedHashMap<>();
  private final Map<Object, String> names = new LinkedHashMap<>();

  /** What tells one content from another. */
  private record Identity(String kind, String object, String key) {}

  /** Returns the name of the config or secret that {@code piece} becomes. */
  String nameOf(Piece piece) {
    return names.computeIfAbsent(
        new Identity(piece.kind(), piece.object(), piece.key()),
        any -> {
          String name = free(piece.object() + "." + piece.key());
          Optional<String> text = piece.isHidden() ? Optional.empty() : piece.text();
          text.ifPresentOrElse(
              shown ->
                  configs.put(name, new ComposeMap(piece.element().place()).text("content", shown)),
              () -> hide(name, piece));
          return name;
        });
  }

  private void hide(String name, Piece piece) {
    String variable = piece.kind() + " " + name;
    hidden.put(variable, piece.content());
    (piece.isHidden() ? secrets : configs)
        .put(name, new ComposeMap(piece.element().place()).text("environment", variable));
  }

  /** Returns a legal name that nothing has yet. */
  private String free(String wanted) {
    String legal = wanted.replaceAll("[^a-zA-Z0-9._-]", "_");
    String name = legal;
    for (int number = 2; names.containsValue(name); number++) {
      name = legal + "." + number;
    }
    return name;
  }

  /** Returns what is to be given for variables that configs and secrets name. */
  Map<String, HiddenContent> hidden() {
    return hidden;
  }

  /** Adds the sections to the top of a document. */
  void addTo(ComposeMap document, Place place) {
    add(document, "configs", configs, place);
    add(document, "secrets", secrets, place);
  }

  private static void add(
      ComposeMap document, String section, Map<String, ComposeMap> all, Place place) {
    ComposeMap map = new ComposeMap(place);
    all.forEach(map::put);
    document.unlessEmpty(section, map);
  }
}
