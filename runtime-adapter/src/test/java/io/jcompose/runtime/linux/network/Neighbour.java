package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.linux.netlink.Command;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Another machine: a namespace on a cable to the calling thread's, which has the default route. */
public final class Neighbour implements AutoCloseable {
  public static final String HOST = "192.0.2.1";
  public static final String ADDRESS = "192.0.2.2";
  public static final String HOST_IPV6 = "2001:db8::1";
  public static final String ADDRESS_IPV6 = "2001:db8::2";

  private final Path pin;
  private final PinnedNamespace namespace;

  public Neighbour(Path pin) {
    this.pin = pin;
    namespace = PinnedNamespace.make(pin, inside -> {});
    Command.run("ip", "link", "add", "uplink", "type", "veth", "peer", "name", "cable");
    Command.run("ip", "link", "set", "cable", "netns", pin.toString());
    Command.run("ip", "address", "add", HOST + "/24", "dev", "uplink");
    Command.run("ip", "address", "add", HOST_IPV6 + "/64", "dev", "uplink", "nodad");
    Command.run("ip", "link", "set", "uplink", "up");
    run("ip", "link", "set", "lo", "up");
    run("ip", "address", "add", ADDRESS + "/24", "dev", "cable");
    run("ip", "address", "add", ADDRESS_IPV6 + "/64", "dev", "cable", "nodad");
    run("ip", "link", "set", "cable", "up");
    Command.run("ip", "route", "add", "default", "via", ADDRESS);
    Command.run("ip", "-6", "route", "add", "default", "via", ADDRESS_IPV6);
  }

  /** Runs a program on this machine. */
  public String run(String... command) {
    return InPod.run(pin, command);
  }

  /** Runs work on this machine. */
  public <T> T inside(Supplier<T> work) {
    return namespace.inside(work);
  }

  /** Starts a server that tells its clients who they are. */
  public WhoAmIServer serve(int port) {
    return inside(() -> new WhoAmIServer(port));
  }

  String curl(String address, int port) {
    return run(Curl.command(address, port));
  }

  @Override
  public void close() {
    namespace.close();
    PinnedNamespace.remove(pin);
  }
}
