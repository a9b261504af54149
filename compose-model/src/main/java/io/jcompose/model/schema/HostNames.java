package io.jcompose.model.schema;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.ServiceName;
import java.util.regex.Pattern;

/** Names that end up in {@code /etc/hosts}: nothing in them may break its lines. */
final class HostNames {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_]([a-zA-Z0-9_.-]{0,252})");

  /** Stands for the host's own address as seen from the container. */
  private static final String HOST_GATEWAY = "host-gateway";

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

  /** Returns {@code SERVICE[:ALIAS]} if {@code text} is that. */
  static String link(String text) {
    String[] parts = text.split(":", 2);
    new ServiceName(parts[0]);
    return parts.length == 1 ? text : parts[0] + ":" + checked(parts[1]);
  }

  /** Returns {@code CONTAINER[:ALIAS]} if {@code text} is that. */
  static String externalLink(String text) {
    String[] parts = text.split(":", 2);
    new ContainerName(parts[0]);
    return parts.length == 1 ? text : parts[0] + ":" + checked(parts[1]);
  }

  /** Returns {@code NAME=ADDRESS} for what is written so or {@code NAME:ADDRESS}. */
  static String extraHost(String text) {
    int separator = text.indexOf(text.contains("=") ? '=' : ':');
    if (separator < 0) {
      throw new IllegalArgumentException("'" + text + "' has no address");
    }
    String written = text.substring(separator + 1);
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String address = bracketed ? written.substring(1, written.length() - 1) : written;
    if (!address.equals(HOST_GATEWAY) && !IpAddress.matches(address)) {
      throw new IllegalArgumentException(
          "'" + address + "' is neither an IP address nor " + HOST_GATEWAY);
    }
    return checked(text.substring(0, separator)) + "=" + address;
  }
}
