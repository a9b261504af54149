package io.jcompose.runtime.image.document;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an image was built for, in the words of the Go tool chain.
 *
 * @param variant of the architecture, such as {@code v8}; empty for its usual one
 */
public record Platform(String os, String architecture, Optional<String> variant) {
  /** The variants that every machine of their architecture has. */
  private static final Set<String> USUAL_VARIANTS = Set.of("v1", "v8");

  /**
   * Returns the platform of a Linux machine.
   *
   * @param javaArchitecture as in the system property {@code os.arch}
   */
  public static Platform linux(String javaArchitecture) {
    String architecture =
        switch (javaArchitecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> javaArchitecture;
        };
    return new Platform("linux", architecture, Optional.empty());
  }

  /**
   * Returns the platform that {@code os[/architecture[/variant]]} writes.
   *
   * @param here whose architecture is meant where none is written
   */
  public static Platform parse(String text, Platform here) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() > 3 || parts.stream().anyMatch(String::isBlank)) {
      throw new RuntimeFailure(
          "'" + text + "' is no platform", "write it as in 'linux/amd64' or 'linux/arm64/v8'");
    }
    return new Platform(
        parts.get(0),
        parts.size() > 1 ? parts.get(1) : here.architecture,
        parts.size() > 2 ? Optional.of(parts.get(2)) : Optional.empty());
  }

  /** Returns whether an image for {@code other} runs here, as far as its variant lets it. */
  public boolean runs(Platform other) {
    return os.equals(other.os) && architecture.equals(other.architecture);
  }

  /** Returns whether nothing beyond the architecture's usual instructions is asked for. */
  public boolean isUsualVariant() {
    return variant.map(USUAL_VARIANTS::contains).orElse(true);
  }

  /** Returns the usual form, such as {@code linux/arm64/v8}. */
  @Override
  public String toString() {
    return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
  }
}
