package io.jcompose.runtime.linux.forward;

import io.jcompose.runtime.syscall.Fd;

/**
 * A descriptor and what is known of it. The {@link Loop} raises the flags and tells; whoever finds
 * that reading or writing would wait lowers them.
 */
abstract class Watched {
  final Fd fd;
  boolean readable;
  boolean writable;
  boolean ending; // the other side writes no more: reading goes on to the end
  boolean broken; // refused, reset or timed out

  Watched(Fd fd) {
    this.fd = fd;
  }

  /** Does what can be done without waiting. Never throws for what the network does. */
  abstract void ready();
}
