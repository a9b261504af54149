package io.jcompose.model.kubernetes;

import java.util.Optional;

/**
 * Lines for the shell of a container that ask one of its ports. Kubernetes asks from outside; here
 * the container has to do it with what is there.
 */
final class ProbeScript {
  private ProbeScript() {}

  /**
   * Returns what asks by HTTP, with curl or wget; in an image that has neither, only whether
   * somebody listens.
   */
  static String http(Element get, int port) {
    String scheme = get.text("scheme").orElse("HTTP").equals("HTTPS") ? "https" : "http";
    String path = get.text("path").orElse("/");
    String host = host(get).orElse("localhost");
    String address = scheme + "://" + host + ":" + port + (path.startsWith("/") ? "" : "/") + path;
    StringBuilder curl = new StringBuilder("curl -fsSk -o /dev/null");
    StringBuilder wget = new StringBuilder("wget -q -O /dev/null");
    for (Element header : get.items("httpHeaders")) {
      String line = quoted(header.text("name").orElse("") + ": " + header.text("value").orElse(""));
      curl.append(" -H ").append(line);
      wget.append(" --header ").append(line);
    }
    return "if command -v curl >/dev/null 2>&1; then "
        + curl
        + " "
        + quoted(address)
        + "; elif command -v wget >/dev/null 2>&1; then "
        + wget
        + " "
        + quoted(address)
        + "; else "
        + listens(port)
        + "; fi";
  }

  /** Returns what asks whether somebody listens on a port. */
  static String tcp(Element socket, int port) {
    return host(socket)
        .map(host -> "nc -z " + quoted(host) + " " + port)
        .orElseGet(() -> listens(port));
  }

  private static Optional<String> host(Element owner) {
    return owner.text("host").filter(host -> !host.isEmpty() && !host.equals("localhost"));
  }

  /** The kernel's own tables, read with words of the shell alone: no program is needed. */
  private static String listens(int port) {
    return "for table in /proc/net/tcp /proc/net/tcp6; do while read -r number local remote state"
        + " rest; do case $local:$state in *:"
        + String.format("%04X", port)
        + ":0A) exit 0;; esac; done <$table; done 2>/dev/null; echo 'nobody listens on port "
        + port
        + "'; exit 1";
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
