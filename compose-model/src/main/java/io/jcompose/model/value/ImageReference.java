package io.jcompose.model.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands after {@code image:}: an image's name, or {@code rootfs:/PATH} for a directory of
 * this host that serves as a read-only lower layer.
 */
public record ImageReference(String value) implements Comparable<ImageReference> {
  private static final String ROOTFS = "rootfs:";
  private static final Pattern NAME =
      Pattern.compile(
          "[a-zA-Z0-9][a-zA-Z0-9._-]*(:[0-9]+)?(/[a-zA-Z0-9._-]+)*"
              + "(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

  public ImageReference {
    boolean legal =
        value.startsWith(ROOTFS) ? value.startsWith(ROOTFS + "/") : NAME.matcher(value).matches();
    if (!legal) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is neither an image name such as 'docker.io/library/postgres:16' nor"
              + " 'rootfs:/PATH' with an absolute path");
    }
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

  /**
   * Returns whether its tag is {@code latest}, written or not: the newest, as registries use it.
   */
  public boolean isLatest() {
    String lastPart = value.substring(value.lastIndexOf('/') + 1);
    boolean untagged = !lastPart.contains(":") && rootfs().isEmpty();
    return untagged || (lastPart.endsWith(":latest") && !value.contains("@"));
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
