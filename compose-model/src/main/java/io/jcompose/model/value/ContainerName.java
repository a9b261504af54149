package io.jcompose.model.value;

import java.util.regex.Pattern;

/** A container's name, unique on the host. At least two characters, as in docker. */
public record ContainerName(String value) implements Comparable<ContainerName> {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  public ContainerName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "container name '"
              + value
              + "' must start with a letter or a digit and go on with letters, digits, '_', '.' and"
              + " '-'");
    }
  }

  /** Returns whether {@code text} can be a container's name. */
  public static boolean isLegal(String text) {
    return LEGAL.matcher(text).matches();
  }

  @Override
  public int compareTo(ContainerName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
