package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.kubernetes.Contents.Piece;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The environment of one container: {@code envFrom}, then {@code env}. */
final class Variables {
  /** What a program can be given; Kubernetes passes over keys that are no such name. */
  private static final Pattern NAME = Pattern.compile("[^=\\x00]+");

  private final Contents contents;
  private final Fields fields;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final ComposeMap environment;

  Variables(Contents contents, Fields fields, Element container) {
    this.contents = contents;
    this.fields = fields;
    this.environment = new ComposeMap(container.place());
    container.items("envFrom").forEach(this::addAll);
    container.items("env").forEach(this::add);
  }

  /** Returns the values, by name. */
  Map<String, String> values() {
    return values;
  }

  /** Returns the same as a section {@code environment} of Compose. */
  ComposeMap environment() {
    return environment;
  }

  private void addAll(Element source) {
    String prefix = source.text("prefix").orElse("");
    source.get("configMapRef").ifPresent(reference -> addAll("ConfigMap", reference, prefix));
    source.get("secretRef").ifPresent(reference -> addAll("Secret", reference, prefix));
  }

  private void addAll(String kind, Element reference, String prefix) {
    Optional<Map<String, Piece>> pieces =
        reference
            .text("name")
            .flatMap(name -> contents.find(kind, name, reference.flag("optional"), reference));
    pieces.ifPresent(
        all -> all.values().forEach(piece -> put(prefix + piece.key(), piece.element(), piece)));
  }

  private void add(Element variable) {
    String name = variable.text("name").orElse("");
    variable.get("value").ifPresent(value -> put(name, value, Expansion.of(value, values)));
    if (!variable.has("value") && !variable.has("valueFrom")) {
      put(name, variable, "");
    }
    variable
        .get("valueFrom")
        .ifPresent(
            source -> {
              source.get("configMapKeyRef").ifPresent(key -> add(name, "ConfigMap", key));
              source.get("secretKeyRef").ifPresent(key -> add(name, "Secret", key));
              source
                  .get("fieldRef")
                  .ifPresent(
                      field -> fields.field(field).ifPresent(text -> put(name, field, text)));
              source
                  .get("resourceFieldRef")
                  .ifPresent(
                      field -> fields.resource(field).ifPresent(text -> put(name, field, text)));
              source
                  .get("fileKeyRef")
                  .ifPresent(
                      file ->
                          file.problem(
                              "variables are not read from files of a volume",
                              "use 'configMapKeyRef' or 'secretKeyRef'"));
            });
  }

  private void add(String name, String kind, Element reference) {
    boolean optional = reference.flag("optional");
    String object = reference.text("name").orElse("");
    String key = reference.text("key").orElse("");
    Optional<Map<String, Piece>> pieces = contents.find(kind, object, optional, reference);
    if (pieces.isEmpty()) {
      return;
    }
    Piece piece = pieces.get().get(key);
    if (piece != null) {
      put(name, reference, piece);
    } else if (!optional) {
      reference.problem(
          kind + " '" + object + "' has no key '" + key + "'",
          NearestName.hint(key, pieces.get().keySet(), "add it, or write 'optional: true'"));
    }
  }

  private void put(String name, Element where, Piece piece) {
    Optional<String> text = piece.text().filter(known -> known.indexOf('\0') < 0);
    if (text.isPresent()) {
      put(name, where, text.get());
    } else {
      where.problem(
          "key '"
              + piece.key()
              + "' of "
              + piece.kind()
              + " '"
              + piece.object()
              + "' is no text, as a variable must be",
          "mount it as a file");
    }
  }

  private void put(String name, Element where, String value) {
    if (!NAME.matcher(name).matches()) {
      where.problem(
          "'" + name + "' cannot be the name of a variable", "use letters, digits and '_'");
      return;
    }
    values.put(name, value);
    environment.text(name, where.place(), value);
  }
}
