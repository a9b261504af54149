package io.jcompose.model.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a syslog server is. */
public sealed interface SyslogAddress {
  /** The host's own, by its usual socket. */
  SyslogAddress LOCAL = new UnixSocket("/dev/log", false);

  /** The port of syslog where none is named. */
  int PORT = 514;

  /**
   * A socket of this host.
   *
   * @param datagramsOnly whether it is known to take datagrams; else it may take a stream, too
   */
  record UnixSocket(String path, boolean datagramsOnly) implements SyslogAddress {
    @Override
    public String toString() {
      return (datagramsOnly ? "unixgram://" : "unix://") + path;
    }
  }

  /**
   * A port of some host.
   *
   * @param host a name or an address, one of IPv6 without brackets
   */
  record Network(Protocol protocol, String host, int port) implements SyslogAddress {
    @Override
    public String toString() {
      String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
      return (protocol == Protocol.UDP ? "udp://" : "tcp://") + bracketed + ":" + port;
    }
  }

  /**
   * Returns the address that {@code text} writes, such as {@code udp://logs.example:514}.
   *
   * @throws IllegalArgumentException if it writes none
   */
  static SyslogAddress parse(String text) {
    Matcher address = Form.ADDRESS.matcher(text);
    if (!address.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not an address");
    }
    String scheme = address.group(1);
    String rest = address.group(2);
    return switch (scheme) {
      case "unix", "unixgram" -> {
        if (!rest.startsWith("/")) {
          throw new IllegalArgumentException("'" + text + "' names no absolute path");
        }
        yield new UnixSocket(rest, scheme.equals("unixgram"));
      }
      case "udp", "tcp" -> network(text, scheme.equals("udp") ? Protocol.UDP : Protocol.TCP, rest);
      default -> throw new IllegalArgumentException("'" + scheme + "' is not supported here");
    };
  }

  private static SyslogAddress network(String text, Protocol protocol, String rest) {
    Matcher network = Form.HOST_AND_PORT.matcher(rest);
    if (!network.matches()) {
      throw new IllegalArgumentException("'" + text + "' names no host");
    }
    String host = network.group(1) == null ? network.group(2) : network.group(1);
    int port = network.group(3) == null ? PORT : Integer.parseInt(network.group(3));
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("'" + text + "' names no port");
    }
    return new Network(protocol, host, port);
  }

  /** How addresses are written. */
  final class Form {
    private static final Pattern ADDRESS = Pattern.compile("([a-z+]+)://(.+)");
    private static final Pattern HOST_AND_PORT =
        Pattern.compile("(?:\\[([0-9a-fA-F:.%a-z]+)\\]|([^:/\\[\\]]+))(?::([0-9]{1,5}))?/?");

    private Form() {}
  }
}
