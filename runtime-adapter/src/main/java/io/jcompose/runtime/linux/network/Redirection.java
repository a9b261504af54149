package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.Protocol;
import java.util.Optional;

/**
 * A port of the host that leads to a pod, in one version of IP.
 *
 * @param hostAddress empty means all addresses of the host
 * @param to the pod's address
 * @param port the pod's port
 * @param masked whether the pod is to see the host's address instead of the client's, because it
 *     would answer the client by another way
 */
record Redirection(
    Protocol protocol,
    Optional<IpAddress> hostAddress,
    int hostPort,
    IpAddress to,
    int port,
    boolean masked) {

  /** Returns whether only one of the two can be. */
  boolean collides(Redirection other) {
    return protocol == other.protocol
        && hostPort == other.hostPort
        && to.isIpv4() == other.to.isIpv4()
        && hostAddress.equals(other.hostAddress);
  }
}
