package io.jcompose.model.value;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A network interface's hardware address of six bytes.
 *
 * @param value its usual text, such as {@code 02:42:ac:11:00:02}
 */
public record MacAddress(String value) {
  private static final Pattern LEGAL =
      Pattern.compile("[0-9a-fA-F]{2}([:-])([0-9a-fA-F]{2}\\1){4}[0-9a-fA-F]{2}");
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
  private static final int LENGTH = 6;

  /** Refuses what is not six bytes in hexadecimal, parted by ':' or '-'. */
  public MacAddress {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a MAC address");
    }
    value = value.replace('-', ':').toLowerCase(Locale.ROOT);
  }

  /** Returns the address with these six bytes. */
  public static MacAddress of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("no MAC address has " + bytes.length + " bytes");
    }
    return new MacAddress(COLONS.formatHex(bytes));
  }

  /** Returns the six bytes. */
  public byte[] bytes() {
    return COLONS.parseHex(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
