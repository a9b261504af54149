package io.jcompose.model.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from other text, without ever asking a name server. */
public final class IpAddress {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6_LETTERS = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpAddress() {}

  /** Returns whether {@code text} is an IPv4 or IPv6 address, the latter without brackets. */
  public static boolean matches(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    if (!IPV6_LETTERS.matcher(text).matches()) {
      return false;
    }
    try {
      // text with a colon is never looked up as a name
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
