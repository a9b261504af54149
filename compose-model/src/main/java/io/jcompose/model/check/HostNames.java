package io.jcompose.model.check;

import io.jcompose.model.project.NetworkSettings.ExtraHost;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.model.value.ServiceName;
import java.util.regex.Pattern;

/** Names that end up in {@code /etc/hosts}: nothing in them may break its lines. */
final class HostNames {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_]([a-zA-Z0-9_.-]{0,252})");

  private HostNames() {}

  /**
   * Returns {@code name} if it is one.
   *
   * @throws IllegalArgumentException if it is not
   */
  static String checked(String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a host name");
    }
    return name;
  }

  /** Returns the link that {@code SERVICE[:ALIAS]} writes. */
  static Link link(String text) {
    String[] parts = text.split(":", 2);
    var service = new ServiceName(parts[0]);
    return new Link(service, parts.length == 1 ? parts[0] : checked(parts[1]));
  }

  /** Returns the line that {@code NAME=ADDRESS} or {@code NAME:ADDRESS} writes. */
  static ExtraHost extraHost(String text) {
    int separator = text.indexOf(text.contains("=") ? '=' : ':');
    if (separator < 0) {
      throw new IllegalArgumentException("'" + text + "' has no address");
    }
    String written = text.substring(separator + 1);
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String address = bracketed ? written.substring(1, written.length() - 1) : written;
    if (!address.equals(ExtraHost.HOST_GATEWAY) && !IpAddress.matches(address)) {
      throw new IllegalArgumentException(
          "'" + address + "' is neither an IP address nor " + ExtraHost.HOST_GATEWAY);
    }
    return new ExtraHost(checked(text.substring(0, separator)), address);
  }
}
