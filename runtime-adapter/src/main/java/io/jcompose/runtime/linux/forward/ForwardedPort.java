package io.jcompose.runtime.linux.forward;

import io.jcompose.model.value.IpAddress;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A published port and where what arrives there goes.
 *
 * @param publication what the host listens on, and the port in the pod; {@code 0.0.0.0} means all
 *     addresses of IPv4 and IPv6
 * @param targets the pod's addresses. One of the client's own version of IP is tried first, then
 *     the others in this order
 * @param namespace the pin of the pod's network namespace: connections to the pod start inside it,
 *     so no route from the host is needed, and the program sees them come from the pod's own
 *     address. Empty: they start where the forwarder was opened
 * @param preserveSource whether the program is to see the client's own address and port as those of
 *     the connection; needs the namespace, and CAP_NET_ADMIN over it. Not preserved, whatever is
 *     said here, are loopback and link-local addresses, those of another version of IP than the
 *     target's, and those of datagrams
 */
public record ForwardedPort(
    Publication publication,
    List<IpAddress> targets,
    Optional<Path> namespace,
    boolean preserveSource) {

  public ForwardedPort {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("nowhere to carry " + publication + " to");
    }
    if (preserveSource && namespace.isEmpty()) {
      throw new IllegalArgumentException(
          "a client's address is preserved inside the pod's namespace only: " + publication);
    }
  }
}
