package io.jcompose.model.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A project's name; every container, volume and network of the project starts with it. */
public record ProjectName(String value) implements Comparable<ProjectName> {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  public ProjectName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "project name '"
              + value
              + "' may hold lower-case letters, digits, '-' and '_' only, and starts with a letter"
              + " or a digit");
    }
  }

  /**
   * Returns the name made of {@code text} as docker compose does it for {@code name:} and for a
   * directory's name: lower case, illegal characters dropped, leading {@code _} and {@code -}
   * stripped; empty if nothing is left.
   */
  public static Optional<ProjectName> normalised(String text) {
    String kept =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceAll("^[_-]+", "");
    return kept.isEmpty() ? Optional.empty() : Optional.of(new ProjectName(kept));
  }

  @Override
  public int compareTo(ProjectName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
