package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says in JSON what docker compose says, to the letter, as programs that read it may rely on that:
 * empty maps that are always there, keys in capitals, empty lists of the user's own as null.
 */
final class JsonForm {
  /** Returns {@code tree} with them. */
  MapNode of(MapNode tree) {
    MapNode changed = tree;
    if (tree.map("networks").isPresent()) {
      MapNode networks = tree.map("networks").get().mapped((name, node) -> network(asMap(node)));
      changed = changed.with("networks", networks);
    }
    if (tree.map("volumes").isPresent()) {
      MapNode volumes = tree.map("volumes").get().mapped((name, node) -> asMap(node));
      changed = changed.with("volumes", volumes);
    }
    if (tree.map("services").isPresent()) {
      changed =
          changed.with(
              "services", tree.map("services").get().mapped((name, node) -> service(node)));
    }
    return changed.mapped((key, node) -> key.startsWith("x-") ? withoutEmptyLists(node) : node);
  }

  /** Whoever hands out addresses is always there, and its options never are. */
  private static Node network(Node node) {
    return node instanceof MapNode network && network.map("ipam").isPresent()
        ? network.with("ipam", network.map("ipam").get().without("options"))
        : withEmpty(node, "ipam");
  }

  private static Node withoutEmptyLists(Node node) {
    if (node instanceof MapNode map) {
      return map.mapped((key, value) -> withoutEmptyLists(value));
    }
    return node instanceof ListNode list && list.items().isEmpty()
        ? new ScalarNode(list.place(), "null", true)
        : node;
  }

  private static Node service(Node node) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    Map<String, MapNode.Entry> entries = new TreeMap<>(service.entries());
    for (String key : List.of("command", "entrypoint")) {
      entries.putIfAbsent(key, new MapNode.Entry(service.place(), nothing(service)));
    }
    MapNode changed = new MapNode(service.place(), entries).without("pull_refresh_after");
    if (service.map("blkio_config").isPresent()) {
      changed =
          changed.with(
              "blkio_config", service.map("blkio_config").get().mapped(JsonForm::throttles));
    }
    if (service.map("ulimits").isPresent()) {
      changed =
          changed.with(
              "ulimits", service.map("ulimits").get().mapped((name, limit) -> limit(limit)));
    }
    if (service.map("deploy").isPresent()) {
      Node deploy = withEmpty(service.map("deploy").get(), "placement");
      changed = changed.with("deploy", withEmpty(deploy, "resources"));
    }
    if (service.map("develop").isPresent()) {
      changed = changed.with("develop", develop(service.map("develop").get()));
    }
    return changed;
  }

  /** Devices of a throttle are written {@code {Path: …, Rate: …}}, both even if not given. */
  private static Node throttles(String key, Node node) {
    if (!(node instanceof ListNode list)) {
      return node;
    }
    boolean weights = key.equals("weight_device");
    return new ListNode(
        list.place(),
        list.items().stream().map(device -> weights ? weight(device) : rate(device)).toList());
  }

  private static Node weight(Node device) {
    Node none = new ScalarNode(device.place(), "0", true);
    return withCapitalKeys(device, Map.of("path", noPath(device), "weight", none));
  }

  private static Node rate(Node device) {
    Node none = new ScalarNode(device.place(), "0", false);
    return withCapitalKeys(device, Map.of("path", noPath(device), "rate", none));
  }

  private static Node noPath(Node device) {
    return new ScalarNode(device.place(), "", false);
  }

  private static Node withCapitalKeys(Node node, Map<String, Node> always) {
    MapNode capital = new MapNode(node.place(), Map.of());
    for (Map.Entry<String, Node> key : always.entrySet()) {
      String name = key.getKey();
      capital =
          capital.with(
              name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
              node instanceof MapNode map ? map.get(name).orElse(key.getValue()) : key.getValue());
    }
    return capital;
  }

  /** A limit of 0 is written as an empty map. */
  private static Node limit(Node limit) {
    return limit instanceof ScalarNode number && number.text().equals("0")
        ? new MapNode(limit.place(), Map.of())
        : limit;
  }

  private static Node develop(MapNode develop) {
    return develop.items("watch").isEmpty()
        ? develop
        : develop.with(
            "watch",
            new ListNode(
                develop.place(),
                develop.items("watch").stream().map(JsonForm::withCommand).toList()));
  }

  private static Node withCommand(Node watch) {
    if (!(watch instanceof MapNode map) || map.get("exec").isPresent()) {
      return watch;
    }
    return map.with("exec", new MapNode(map.place(), Map.of()).with("command", nothing(map)));
  }

  private static Node nothing(Node near) {
    return new ScalarNode(near.place(), "null", true);
  }

  private static Node asMap(Node node) {
    return node.isNull() ? new MapNode(node.place(), Map.of()) : node;
  }

  private static Node withEmpty(Node node, String key) {
    return node instanceof MapNode map && map.get(key).isEmpty()
        ? map.with(key, new MapNode(map.place(), Map.of()))
        : node;
  }
}
