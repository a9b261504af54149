package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.kubernetes.Contents.Piece;
import io.jcompose.model.value.HiddenContent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The files of a volume that is made of ConfigMaps, Secrets and fields of the pod. */
final class FilesOfVolume {
  private static final int DEFAULT_MODE = 0644;

  private final Contents contents;
  private final Fields fields;
  private final String volume;
  private final Map<String, GivenFile> files = new LinkedHashMap<>();

  /** One file, by its path in the volume. */
  record GivenFile(Piece piece, int mode) {}

  private FilesOfVolume(Contents contents, Fields fields, String volume) {
    this.contents = contents;
    this.fields = fields;
    this.volume = volume;
  }

  /** Returns the files by path; empty if the volume is of another kind. */
  static Optional<Map<String, GivenFile>> of(Element volume, Contents contents, Fields fields) {
    var all = new FilesOfVolume(contents, fields, volume.text("name").orElse(""));
    volume.get("configMap").ifPresent(source -> all.add("ConfigMap", "name", source, mode(source)));
    volume.get("secret").ifPresent(source -> all.add("Secret", "secretName", source, mode(source)));
    volume.get("downwardAPI").ifPresent(source -> all.addFields(source, mode(source)));
    volume
        .get("projected")
        .ifPresent(
            projected ->
                projected.items("sources").forEach(each -> all.project(each, mode(projected))));
    boolean ours =
        List.of("configMap", "secret", "downwardAPI", "projected").stream().anyMatch(volume::has);
    return ours ? Optional.of(all.files) : Optional.empty();
  }

  private static int mode(Element source) {
    return mode(source, "defaultMode", DEFAULT_MODE);
  }

  private static int mode(Element owner, String key, int otherwise) {
    OptionalInt given = owner.whole(key);
    if (given.isPresent() && (given.getAsInt() < 0 || given.getAsInt() > 0777)) {
      owner
          .get(key)
          .orElse(owner)
          .problem("is not a file's mode", "write it in octal with a leading 0, such as 0440");
      return otherwise;
    }
    return given.orElse(otherwise);
  }

  private void project(Element source, int mode) {
    source.get("configMap").ifPresent(each -> add("ConfigMap", "name", each, mode));
    source.get("secret").ifPresent(each -> add("Secret", "name", each, mode));
    source.get("downwardAPI").ifPresent(each -> addFields(each, mode));
  }

  private void add(String kind, String nameKey, Element source, int mode) {
    boolean optional = source.flag("optional");
    String object = source.text(nameKey).orElse("");
    Optional<Map<String, Piece>> found = contents.find(kind, object, optional, source);
    if (found.isEmpty()) {
      return;
    }
    Map<String, Piece> pieces = found.get();
    if (!source.has("items")) {
      pieces.forEach((key, piece) -> put(source, key, piece, mode));
      return;
    }
    for (Element item : source.items("items")) {
      String key = item.text("key").orElse("");
      Piece piece = pieces.get(key);
      if (piece != null) {
        put(item, item.text("path").orElse(key), piece, mode(item, "mode", mode));
      } else if (!optional) {
        item.problem(
            kind + " '" + object + "' has no key '" + key + "'",
            NearestName.hint(key, pieces.keySet(), "add it, or remove the item"));
      }
    }
  }

  private void addFields(Element source, int mode) {
    for (Element item : source.items("items")) {
      String path = item.text("path").orElse("");
      Optional<String> value =
          item.get("fieldRef")
              .flatMap(fields::field)
              .or(() -> item.get("resourceFieldRef").flatMap(fields::resource));
      value.ifPresent(
          text ->
              put(
                  item,
                  path,
                  new Piece(
                      "field",
                      fields.podName() + "." + volume,
                      path,
                      item,
                      HiddenContent.of(text.getBytes(StandardCharsets.UTF_8))),
                  mode(item, "mode", mode)));
    }
  }

  private void put(Element where, String path, Piece piece, int mode) {
    if (path.isEmpty() || path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      where.problem(
          "'" + path + "' is not a path within the volume",
          "write a path such as 'app/config.ini'");
      return;
    }
    files.put(path, new GivenFile(piece, mode));
  }
}
