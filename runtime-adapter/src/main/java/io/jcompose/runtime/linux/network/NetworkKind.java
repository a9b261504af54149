package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Netlink;

/** What one driver does in the kernel. All of it may be repeated, and gone is a success. */
interface NetworkKind {
  /** Makes what the network needs on the host before a pod is plugged in. */
  void ensure(NetworkRecord network, Netlink host);

  /** Makes a pod's link, without addresses, and switches on all ends of it but the pod's own. */
  void plug(Plug plug);

  /** Removes a pod's link. */
  void unplug(Plug plug);

  /** Removes all that is left of the network on the host; no pod is plugged in. Under the lock. */
  void remove(NetworkRecord network, Netlink host);

  /**
   * A pod's link and what there is to make it.
   *
   * @param host the host's links
   * @param pod the pod's own namespace
   * @param undo takes back what was made for the pod on the host
   */
  record Plug(
      NetworkRecord network,
      PodKey key,
      PodLink link,
      Netlink host,
      PinnedNamespace pod,
      Undo undo) {}
}
