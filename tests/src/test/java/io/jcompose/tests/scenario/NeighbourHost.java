package io.jcompose.tests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Another machine, as far as packets can tell: a network namespace with a cable to this host, and a
 * route to nothing else. Closing it takes it away.
 */
final class NeighbourHost implements AutoCloseable {
  private final String name = "jt" + UUID.randomUUID().toString().substring(0, 8);
  private final String near = name + "h";
  private final int block;

  private NeighbourHost(int block) {
    this.block = block;
  }

  /**
   * Plugs it in.
   *
   * @param block tells apart the neighbours of one test: a number from 0 to 255
   */
  static NeighbourHost pluggedIn(int block) {
    NeighbourHost host = new NeighbourHost(block);
    try {
      host.plugIn();
      return host;
    } catch (AssertionError e) {
      host.close();
      throw e;
    }
  }

  private void plugIn() {
    run("ip", "netns", "add", name);
    run("ip", "link", "add", near, "type", "veth", "peer", "name", "eth0", "netns", name);
    run("ip", "address", "add", hostAddress() + "/24", "dev", near);
    run("ip", "-6", "address", "add", hostIpv6Address() + "/64", "dev", near, "nodad");
    run("ip", "link", "set", near, "up");
    inside("ip", "link", "set", "lo", "up");
    inside("ip", "address", "add", address() + "/24", "dev", "eth0");
    inside("ip", "-6", "address", "add", ipv6Address() + "/64", "dev", "eth0", "nodad");
    inside("ip", "link", "set", "eth0", "up");
    inside("ip", "route", "add", "default", "via", hostAddress());
    inside("ip", "-6", "route", "add", "default", "via", hostIpv6Address());
  }

  /** Returns its own IPv4 address. */
  String address() {
    return "10.254." + block + ".2";
  }

  /** Returns this host's IPv4 address as it sees it. */
  String hostAddress() {
    return "10.254." + block + ".1";
  }

  /** Returns its own IPv6 address. */
  String ipv6Address() {
    return "fd0f:" + Integer.toHexString(block + 1) + "::2";
  }

  /** Returns this host's IPv6 address as it sees it. */
  String hostIpv6Address() {
    return "fd0f:" + Integer.toHexString(block + 1) + "::1";
  }

  /** Returns the name of this host's end of the cable. */
  String cable() {
    return near;
  }

  /** Starts a web server there that shows a folder; it runs until it is destroyed. */
  Process serve(int port, Path folder) {
    try {
      return new ProcessBuilder(
              List.of(
                  "ip",
                  "netns",
                  "exec",
                  name,
                  "busybox",
                  "httpd",
                  "-f",
                  "-p",
                  Integer.toString(port),
                  "-h",
                  folder.toString()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program there, whatever it ends with. */
  Shell.Result tries(String... command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    Collections.addAll(words, command);
    return Shell.run(words.toArray(String[]::new));
  }

  /** Runs a program there and returns its output; it has to end with 0. */
  String inside(String... command) {
    return tries(command).succeeded();
  }

  private static void run(String... command) {
    Shell.run(command).succeeded();
  }

  @Override
  public void close() {
    Shell.run("ip", "link", "delete", near);
    Shell.run("ip", "netns", "delete", name);
  }
}
