package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.IpAddress;
import java.net.InetAddress;

/** All addresses of the host, by version of IP. */
final class Wildcards {
  static final InetAddress IPV4 = IpAddress.of("0.0.0.0").toInetAddress();
  static final InetAddress IPV6 = IpAddress.of("::").toInetAddress();

  private Wildcards() {}
}
