package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.NetlinkSocket;
import io.jcompose.runtime.syscall.Poller;
import io.jcompose.runtime.syscall.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Notices that tables of the firewall are removed, by the kernel's own notifications. What is put
 * back adds tables only, so it is never noticed in its turn.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/netlink/intro.html">netlink</a>
 */
final class FirewallWatch implements PodNetworks.Watch {
  private static final int DELETED_TABLE = 10 << 8 | 2; // NFNL_SUBSYS_NFTABLES, NFT_MSG_DELTABLE
  private static final int HEADER = 16; // struct nlmsghdr
  private static final long EVENTS = 1;

  private final NetlinkSocket socket;
  private final Poller poller;
  private final Runnable restore;
  private final Thread thread;
  private volatile boolean ending;

  private FirewallWatch(NetlinkSocket socket, Poller poller, Runnable restore) {
    this.socket = socket;
    this.poller = poller;
    this.restore = restore;
    this.thread = new Thread(this::watch, "firewall-watch");
  }

  /**
   * Begins to watch the network namespace of the calling thread.
   *
   * @param restore is called on the watching thread, once now and whenever a table was removed
   */
  static FirewallWatch start(Runnable restore) {
    Poller poller = Poller.open();
    FirewallWatch watch = new FirewallWatch(NetlinkSocket.openFirewallEvents(), poller, restore);
    poller.add(watch.socket.fd(), EVENTS);
    watch.thread.setDaemon(true);
    watch.thread.start(); // a new thread is in its maker's namespace
    return watch;
  }

  private void watch() {
    restore.run(); // for what was removed before
    while (!ending) {
      List<Poller.Ready> ready = poller.await();
      if (!ready.isEmpty() && !ending && tellsOfDeletedTable()) {
        restore.run();
      }
    }
  }

  /** Reads what there is: one datagram for each change, and one transaction has many. */
  private boolean tellsOfDeletedTable() {
    boolean deleted = false;
    while (true) {
      try {
        ByteBuffer events = ByteBuffer.wrap(socket.receiveNow()).order(ByteOrder.nativeOrder());
        while (events.remaining() >= HEADER) {
          int start = events.position();
          int length = events.getInt(start);
          deleted |= Short.toUnsignedInt(events.getShort(start + 4)) == DELETED_TABLE;
          events.position(Math.min(events.limit(), start + Math.max(HEADER, length + 3 & ~3)));
        }
      } catch (SyscallException e) {
        if (e.errno().equals(Errno.EAGAIN)) {
          return deleted;
        }
        if (!e.errno().equals(Errno.ENOBUFS)) {
          throw e;
        }
        deleted = true; // there was more than the kernel keeps for us: have a look
      }
    }
  }

  @Override
  public void close() {
    ending = true;
    poller.wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    socket.close();
    poller.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
