package io.jcompose.runtime.linux.netlink;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program {@code ip} says about the network namespace of the calling thread. */
public final class Ip {
  private Ip() {}

  /** Returns what {@code ip -j} lists. */
  static List<JsonNode> list(String... arguments) {
    String[] command = new String[arguments.length + 2];
    command[0] = "ip";
    command[1] = "-j";
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    JsonNode all = new JsonMapper().readTree(Command.run(command));
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  /** Returns one link with all details. */
  static JsonNode link(String name) {
    return list("-d", "link", "show", name).get(0);
  }

  /** Runs {@code ip} with arguments that hold no blanks. */
  public static void run(String arguments) {
    Command.run(("ip " + arguments).split(" ", -1));
  }
}
