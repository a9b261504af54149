package io.jcompose.model.value;

import java.util.Optional;

/**
 * Makes paths of the host absolute.
 *
 * @param directory what relative paths are relative to; absolute
 * @param home what {@code ~} stands for; without it a {@code ~} is a name like any other
 */
public record HostPaths(String directory, Optional<String> home) {

  /** Returns {@code written} as an absolute path without {@code .} and {@code ..}. */
  public String resolve(String written) {
    boolean atHome = written.equals("~") || written.startsWith("~/");
    String expanded =
        home.filter(unused -> atHome).map(to -> to + written.substring(1)).orElse(written);
    return new AbsolutePath(directory).resolve(expanded).value();
  }

  /**
   * Returns {@code written} as it is to be written in another directory, to mean the same: what is
   * relative stays so, what is absolute or starts at home is left alone.
   */
  public String rewrite(String written, String otherDirectory) {
    boolean relative = !written.startsWith("/") && !written.startsWith("~");
    return relative
        ? new AbsolutePath(resolve(written)).relativeTo(new AbsolutePath(otherDirectory))
        : written;
  }

  /** Returns these paths, relative ones being relative to {@code changed}. */
  public HostPaths in(String changed) {
    return new HostPaths(changed, home);
  }
}
