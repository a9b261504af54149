package io.jcompose.model.value;

import java.util.regex.Pattern;

/** A service's key under {@code services:}. */
public record ServiceName(String value) implements Comparable<ServiceName> {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

  public ServiceName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "service name '" + value + "' may hold letters, digits, '.', '_' and '-' only");
    }
  }

  @Override
  public int compareTo(ServiceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
