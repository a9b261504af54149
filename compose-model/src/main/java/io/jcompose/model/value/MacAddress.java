package io.jcompose.model.value;

import java.util.regex.Pattern;

/** A network interface's hardware address: six bytes in hexadecimal, parted by ':' or '-'. */
public record MacAddress(String value) {
  private static final Pattern LEGAL =
      Pattern.compile("[0-9a-fA-F]{2}([:-])([0-9a-fA-F]{2}\\1){4}[0-9a-fA-F]{2}");

  public MacAddress {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a MAC address");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
