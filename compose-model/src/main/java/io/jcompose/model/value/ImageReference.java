package io.jcompose.model.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands after {@code image:}: an image's name, an {@linkplain ArchiveReference archive} of
 * this host that has it, or {@code rootfs:/PATH} for a directory of this host that serves as a
 * read-only lower layer.
 *
 * @param value without {@code docker://}, which says what a name means anyhow
 */
public record ImageReference(String value) implements Comparable<ImageReference> {
  private static final String ROOTFS = "rootfs:";
  private static final String REGISTRY = "docker://";
  private static final String LATEST = "latest";
  private static final Pattern NAME =
      Pattern.compile(
          "[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*"
              + "(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

  public ImageReference {
    String name = value.startsWith(REGISTRY) ? value.substring(REGISTRY.length()) : value;
    boolean legal =
        name.startsWith(ROOTFS)
            ? name.startsWith(ROOTFS + "/")
            : ArchiveReference.parse(name)
                .map(ArchiveReference::isLegal)
                .orElseGet(() -> NAME.matcher(name).matches());
    if (!legal) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is neither an image name such as 'docker.io/library/postgres:16', nor"
              + " 'rootfs:' or one of "
              + ArchiveReference.words()
              + " with an absolute path");
    }
    value = name;
  }

  /**
   * Returns what a user wrote on the command line.
   *
   * @param directory that paths are seen from
   * @throws IllegalArgumentException if it is no reference
   */
  public static ImageReference written(String text, AbsolutePath directory) {
    return new ImageReference(
        ArchiveReference.parse(text).map(each -> each.in(directory).toString()).orElse(text));
  }

  /** Returns the name of the image of a service for which the files name none. */
  public static ImageReference ofService(ProjectName project, ServiceName service) {
    return new ImageReference(project + "-" + service.value().toLowerCase(Locale.ROOT));
  }

  /** Returns the directory of a {@code rootfs:} reference; empty for an image's name. */
  public Optional<String> rootfs() {
    return value.startsWith(ROOTFS)
        ? Optional.of(value.substring(ROOTFS.length()))
        : Optional.empty();
  }

  /** Returns the archive that has the image; empty for an image's name. */
  public Optional<ArchiveReference> archive() {
    return rootfs().isPresent() ? Optional.empty() : ArchiveReference.parse(value);
  }

  /** Returns whether it is a name, by which registries may have it. */
  public boolean isName() {
    return rootfs().isEmpty() && archive().isEmpty();
  }

  /** Returns a name without tag and digest; what is no name is returned as it is. */
  public String repository() {
    return isName() ? value.substring(0, repositoryEnd()) : value;
  }

  /**
   * Returns a name's tag, which is {@code latest} if neither a tag nor a digest is written; empty
   * for what is no name.
   */
  public Optional<String> tag() {
    if (!isName()) {
      return Optional.empty();
    }
    String rest = value.substring(repositoryEnd());
    String tag = rest.substring(0, rest.contains("@") ? rest.indexOf('@') : rest.length());
    if (tag.isEmpty()) {
      return rest.isEmpty() ? Optional.of(LATEST) : Optional.empty();
    }
    return Optional.of(tag.substring(1));
  }

  /** Before a slash, a colon belongs to the registry's port. */
  private int repositoryEnd() {
    int at = value.indexOf('@');
    int end = at < 0 ? value.length() : at;
    int colon = value.indexOf(':', value.lastIndexOf('/') + 1);
    return colon < 0 || colon > end ? end : colon;
  }

  /**
   * Returns whether its tag is {@code latest}, written or not: the newest, as registries use it.
   */
  public boolean isLatest() {
    return tag().filter(LATEST::equals).isPresent() && !value.contains("@");
  }

  @Override
  public int compareTo(ImageReference other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
