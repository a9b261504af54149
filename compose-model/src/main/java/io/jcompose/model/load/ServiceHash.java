package io.jcompose.model.load;

import io.jcompose.model.print.JsonText;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/** Tells by one short text whether two services are described alike. */
final class ServiceHash {
  /** What says how a service comes about, how often it exists and when, but not what it is. */
  private static final Set<String> LEFT_OUT =
      Set.of("build", "pull_policy", "scale", "depends_on", "profiles");

  private static final String DEPLOY = "deploy";

  private ServiceHash() {}

  /** Returns the hash of {@code service} as it is printed, as docs/config-hash.md defines it. */
  static String of(MapNode service) {
    MapNode counted = service.only(key -> !LEFT_OUT.contains(key));
    counted =
        counted.map(DEPLOY).isPresent()
            ? counted.with(DEPLOY, counted.map(DEPLOY).get().without("replicas"))
            : counted;
    byte[] text = JsonText.of((MapNode) sorted(counted)).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns {@code node} with the keys of all maps by name: their order in a file says nothing. */
  private static Node sorted(Node node) {
    if (node instanceof MapNode map) {
      MapNode inside = map.mapped((key, value) -> sorted(value));
      return new MapNode(map.place(), new TreeMap<>(inside.entries()));
    }
    return node instanceof ListNode list
        ? new ListNode(list.place(), list.items().stream().map(ServiceHash::sorted).toList())
        : node;
  }
}
