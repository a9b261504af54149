package io.jcompose.runtime.linux.dns;

/** Where a question came from, and where its answer goes. */
interface Asker {
  /** Returns whether it asks over TCP; whom else we ask is then asked over TCP as well. */
  boolean isOnTcp();

  /** Sends an answer; one that has gone meanwhile, or does not read, is no failure. */
  void answer(byte[] message);
}
