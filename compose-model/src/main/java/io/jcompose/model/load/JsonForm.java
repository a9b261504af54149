package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Map;

/**
 * Adds the empty maps that docker compose always prints in JSON, as programs that read it may rely
 * on them.
 */
final class JsonForm {
  /** Returns {@code tree} with them. */
  MapNode of(MapNode tree) {
    MapNode changed = tree;
    if (tree.map("networks").isPresent()) {
      MapNode networks = tree.map("networks").get().mapped((name, node) -> withEmpty(node, "ipam"));
      changed = changed.with("networks", networks);
    }
    if (tree.map("services").isPresent()) {
      changed =
          changed.with(
              "services", tree.map("services").get().mapped((name, node) -> service(node)));
    }
    return changed;
  }

  private static Node service(Node node) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    MapNode changed = service;
    if (service.map("deploy").isPresent()) {
      Node deploy = withEmpty(service.map("deploy").get(), "placement");
      changed = changed.with("deploy", withEmpty(deploy, "resources"));
    }
    if (service.map("develop").isPresent()) {
      changed = changed.with("develop", develop(service.map("develop").get()));
    }
    return changed;
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
    Node nothing = new ScalarNode(map.place(), "null", true);
    return map.with("exec", new MapNode(map.place(), Map.of()).with("command", nothing));
  }

  private static Node withEmpty(Node node, String key) {
    return node instanceof MapNode map && map.get(key).isEmpty()
        ? map.with(key, new MapNode(map.place(), Map.of()))
        : node;
  }
}
