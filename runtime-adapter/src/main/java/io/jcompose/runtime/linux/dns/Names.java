package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;

/** Turns texts into names as questions hold them. */
final class Names {
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST = 255;

  private Names() {}

  /**
   * Returns the name, absolute whether or not it ends with a dot. Unlike in zone files no character
   * has a meaning of its own. Empty if no question can hold it.
   */
  static Optional<Name> of(String text) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    for (String label : relative.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0 || bytes.length > LONGEST_LABEL) {
        return Optional.empty();
      }
      wire.write(bytes.length);
      wire.writeBytes(bytes);
    }
    wire.write(0);
    return wire.size() > LONGEST ? Optional.empty() : Optional.of(ofWire(wire.toByteArray()));
  }

  private static Name ofWire(byte[] wire) {
    try {
      return new Name(wire);
    } catch (IOException e) {
      throw new IllegalStateException("all lengths were checked", e);
    }
  }

  /** Returns the name below which an address's own name is asked for. */
  static Name reverse(IpAddress address) {
    return ReverseMap.fromAddress(address.bytes());
  }
}
