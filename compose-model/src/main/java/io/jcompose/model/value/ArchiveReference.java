package io.jcompose.model.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An image in a file or directory of this host, such as {@code oci-archive:/srv/app.tar:app:1}.
 *
 * @param path absolute; as other tools do, it ends with the first colon, but for a {@code dir:}
 * @param image which image of the archive is meant: one of its names, or {@code @} and its number
 *     from 0 on; empty if there is but one
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-transports.5.md"
 *     >containers-transports(5)</a>
 */
public record ArchiveReference(Form form, String path, Optional<String> image) {
  /** What lies there. */
  public enum Form {
    /** What {@code docker save} writes. */
    DOCKER_ARCHIVE,
    /** An OCI image layout in a tar archive. */
    OCI_ARCHIVE,
    /** An OCI image layout in a directory. */
    OCI,
    /** A directory with the parts of one image. */
    DIR;

    /** Returns the word before the colon. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Returns what {@code text} refers to; empty if it begins with none of the forms' words and a
   * path, absolute or with a dot: {@code oci:1} is the name of an image.
   */
  static Optional<ArchiveReference> parse(String text) {
    return Arrays.stream(Form.values())
        .filter(form -> text.startsWith(form.word() + ":/") || text.startsWith(form.word() + ":."))
        .findFirst()
        .map(form -> of(form, text.substring(form.word().length() + 1)));
  }

  private static ArchiveReference of(Form form, String rest) {
    int colon = form == Form.DIR ? -1 : rest.indexOf(':');
    String path = colon < 0 ? rest : rest.substring(0, colon);
    Optional<String> image = colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1));
    return new ArchiveReference(form, path, image);
  }

  boolean isLegal() {
    return path.startsWith("/") && image.filter(String::isEmpty).isEmpty();
  }

  /** Returns the same with a path that is seen from {@code directory}. */
  ArchiveReference in(AbsolutePath directory) {
    return new ArchiveReference(form, directory.resolve(path).value(), image);
  }

  /** Returns the words for all forms, for messages. */
  static String words() {
    return Arrays.stream(Form.values())
        .map(form -> "'" + form.word() + ":'")
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return form.word() + ":" + path + image.map(name -> ":" + name).orElse("");
  }
}
