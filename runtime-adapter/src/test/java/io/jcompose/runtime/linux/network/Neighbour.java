package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Command;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Another machine: a namespace on a cable to the calling thread's, which has the default route. */
final class Neighbour implements AutoCloseable {
  static final String HOST = "192.0.2.1";
  static final String ADDRESS = "192.0.2.2";

  private final Path pin;
  private final PinnedNamespace namespace;

  Neighbour(Path pin) {
    this.pin = pin;
    namespace = PinnedNamespace.make(pin);
    Command.run("ip", "link", "add", "uplink", "type", "veth", "peer", "name", "cable");
    Command.run("ip", "link", "set", "cable", "netns", pin.toString());
    Command.run("ip", "address", "add", HOST + "/24", "dev", "uplink");
    Command.run("ip", "link", "set", "uplink", "up");
    run("ip", "link", "set", "lo", "up");
    run("ip", "address", "add", ADDRESS + "/24", "dev", "cable");
    run("ip", "link", "set", "cable", "up");
    Command.run("ip", "route", "add", "default", "via", ADDRESS);
  }

  /** Runs a program on this machine. */
  String run(String... command) {
    return InPod.run(pin, command);
  }

  /** Runs work on this machine. */
  <T> T inside(Supplier<T> work) {
    return namespace.inside(work);
  }

  @Override
  public void close() {
    namespace.close();
    PinnedNamespace.remove(pin);
  }
}
