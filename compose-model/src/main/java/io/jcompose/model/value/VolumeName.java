package io.jcompose.model.value;

import java.util.regex.Pattern;

/** The name of a volume on this host (not its key in the file). */
public record VolumeName(String value) implements Comparable<VolumeName> {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  public VolumeName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "volume name '"
              + value
              + "' must start with a letter or a digit and go on with letters, digits, '_', '.' and"
              + " '-'");
    }
  }

  @Override
  public int compareTo(VolumeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
