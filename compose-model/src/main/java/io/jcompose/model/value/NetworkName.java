package io.jcompose.model.value;

import java.util.regex.Pattern;

/** The name of a network on this host (not its key in the file). */
public record NetworkName(String value) implements Comparable<NetworkName> {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  /**
   * The network that every host has without anybody making it, as {@code network_mode: bridge}
   * means it.
   */
  public static final NetworkName BRIDGE = new NetworkName("bridge");

  public NetworkName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "network name '"
              + value
              + "' must start with a letter or a digit and go on with letters, digits, '_', '.' and"
              + " '-'");
    }
  }

  @Override
  public int compareTo(NetworkName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
