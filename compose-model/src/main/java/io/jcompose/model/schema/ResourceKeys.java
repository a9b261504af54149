package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Devices, limits and shares of a service. */
final class ResourceKeys {
  private static final String ALL = "all";
  private static final Set<String> CAPITALISED = Set.of("Path", "Rate", "Weight");

  private ResourceKeys() {}

  private static final Keys SOFT_AND_HARD =
      Keys.of("a limit")
          .key("soft", Kinds.integer())
          .key("hard", Kinds.integer())
          .required("soft", "add 'soft'")
          .required("hard", "add 'hard'");

  /** {@code ulimits:}; a later limit replaces an earlier one of the same name. */
  static final MapOf ULIMITS = MapOf.of(new Ulimit());

  private static final Scalar COUNT = new Scalar("a number or all", true, ResourceKeys::count);

  /** {@code deploy.resources.reservations.devices[]}, which must say what the devices can do. */
  static final Keys RESERVED_DEVICES =
      deviceRequest().required("capabilities", "add 'capabilities', such as '[gpu]'");

  private static Keys deviceRequest() {
    return Keys.of("a device request")
        .key("capabilities", Kinds.DISTINCT_TEXTS)
        .key("driver", Kinds.TEXT)
        .key("count", COUNT)
        .key("device_ids", Kinds.DISTINCT_TEXTS)
        .key("options", Kinds.LABELS)
        .completedBy(ResourceKeys::allUnlessSaid)
        .rule(ResourceKeys::countOrIds);
  }

  /** {@code gpus: all}, or a list of device requests. */
  static final Kind GPUS = new Gpus();

  private static final Keys DEVICE =
      Keys.of("a device")
          .key("source", Kinds.TEXT)
          .key("target", Kinds.TEXT)
          .key("permissions", Kinds.TEXT)
          .required("source", "add 'source' with the device on the host")
          .orForm(ResourceKeys::deviceLine);

  /** {@code devices:}; of two for one path in the container the later counts. */
  static final ListOf DEVICES =
      ListOf.of(DEVICE).distinctBy(node -> field(node, "target").orElse(field(node, "source")));

  private static final Keys WEIGHT_DEVICE =
      Keys.of("a weight")
          .key("path", Kinds.TEXT)
          .key("weight", Kinds.integer(0, 1000))
          .orForm(ResourceKeys::inLowerCase);
  private static final Keys RATE =
      Keys.of("a rate")
          .key("path", Kinds.TEXT)
          .key("rate", Kinds.BYTES)
          .orForm(ResourceKeys::inLowerCase);

  static final Keys BLKIO =
      Keys.of("a block IO section")
          .key("weight", Kinds.integer(0, 1000).silentIf("0"))
          .key("weight_device", ListOf.of(WEIGHT_DEVICE))
          .key("device_read_bps", ListOf.of(RATE))
          .key("device_read_iops", ListOf.of(RATE))
          .key("device_write_bps", ListOf.of(RATE))
          .key("device_write_iops", ListOf.of(RATE));

  /** Docker compose prints these keys in capitals in JSON, which is to be read again. */
  private static Value inLowerCase(Value value) {
    if (!(value.node() instanceof MapNode map)) {
      return value;
    }
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) ->
                entries.put(CAPITALISED.contains(key) ? key.toLowerCase(Locale.ROOT) : key, entry));
    return value.with(new MapNode(map.place(), entries));
  }

  private static Optional<String> count(Value value) {
    boolean all = value.node() instanceof ScalarNode scalar && scalar.text().equals(ALL);
    return all ? Optional.of("-1") : Kinds.integer().reader().apply(value);
  }

  private static Node allUnlessSaid(MapNode request) {
    boolean said = request.get("count").isPresent() || !request.items("device_ids").isEmpty();
    return said ? request : TreeBuild.of(request).bare("count", -1).node();
  }

  private static void countOrIds(Value request) {
    boolean ids = request.get("device_ids").filter(list -> !list.items().isEmpty()).isPresent();
    if (request.get("count").isPresent() && ids) {
      request.problem(
          "has both 'count' and 'device_ids'", "keep the number or the names of the devices");
    }
  }

  private static Value deviceLine(Value value) {
    if (!(value.node() instanceof ScalarNode line) || line.kind() != PlainScalar.Kind.STRING) {
      return value;
    }
    String[] parts = line.text().split(":", -1);
    if (parts.length > 3) {
      value.problem(
          "'" + line.text() + "' is not a device", "write 'HOST[:CONTAINER[:PERMISSIONS]]'");
    }
    boolean renamed = parts.length > 1 && !parts[1].isEmpty();
    return value.with(
        new TreeBuild(value.place())
            .text("source", parts[0])
            .text("target", renamed ? parts[1] : parts[0])
            .text("permissions", parts.length > 2 ? parts[2] : "rwm")
            .node());
  }

  private static Optional<Object> field(Node node, String key) {
    return node instanceof MapNode map
        ? map.get(key)
            .filter(ScalarNode.class::isInstance)
            .map(found -> ((ScalarNode) found).text())
        : Optional.empty();
  }

  /** One number for both limits, or one each. */
  private record Ulimit() implements WrittenOut {
    @Override
    public Kind longForm() {
      return SOFT_AND_HARD;
    }

    @Override
    public Node merge(Node base, Node later) {
      return later;
    }

    @Override
    public String form() {
      return "a number, or a soft and a hard one";
    }

    @Override
    public Optional<Node> canonical(Value value) {
      if (value.isMap() && value.members().isEmpty()) {
        // docker compose prints a limit of 0 so in JSON
        return Kinds.integer().canonical(value.with(new ScalarNode(value.place(), "0", true)));
      }
      return value.isMap() ? SOFT_AND_HARD.canonical(value) : Kinds.integer().canonical(value);
    }
  }

  private record Gpus() implements WrittenOut {
    private static final ListOf REQUESTS = ListOf.of(deviceRequest());

    @Override
    public Kind longForm() {
      return REQUESTS;
    }

    @Override
    public String form() {
      return "all, or device requests";
    }

    @Override
    public Optional<Node> canonical(Value value) {
      if (!value.isScalar()) {
        return REQUESTS.canonical(value);
      }
      if (!value.scalarText().equals(ALL)) {
        value.problem(
            "must be all or a list of device requests, not " + value.node().description(),
            "write 'all'");
        return Optional.empty();
      }
      return Optional.of(
          new ListNode(
              value.place(), List.of(new TreeBuild(value.place()).bare("count", -1).node())));
    }
  }
}
