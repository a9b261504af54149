package io.jcompose.model.plan;

/** How a network connects pods. */
public enum NetworkDriver {
  /** A bridge on the host, which is also the way out. The default. */
  BRIDGE,
  /** Each pod appears with a hardware address of its own on a link of the host. */
  MACVLAN,
  /** Each pod appears with addresses of its own, but the hardware address of a link of the host. */
  IPVLAN,
  /** A cable between exactly two pods; the host has no part in it. */
  P2P
}
