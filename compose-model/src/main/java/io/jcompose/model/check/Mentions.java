package io.jcompose.model.check;

import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the names that a service in long form uses. */
public final class Mentions {
  private static final String SERVICE = "service:";
  private static final String CONTAINER = "container:";

  /** Top-level keys, each with the key of a service that names what stands below. */
  private static final Map<String, Mention.Kind> GRANTS =
      Map.of("configs", Mention.Kind.CONFIG, "secrets", Mention.Kind.SECRET);

  private final MapNode service;
  private final TreePath path;
  private final List<Mention> found = new ArrayList<>();

  private Mentions(MapNode service, TreePath path) {
    this.service = service;
    this.path = path;
  }

  /** Returns what the service called {@code name} mentions, key by key. */
  public static List<Mention> of(String name, MapNode service) {
    var mentions = new Mentions(service, TreePath.TOP.key("services").key(name));
    mentions.collect();
    return List.copyOf(mentions.found);
  }

  private void collect() {
    keysOf("depends_on", Mention.Kind.DEPENDENCY);
    eachOf("links", (item, at) -> add(Mention.Kind.LINK, before(item.text(), ":"), item, at));
    for (String key : List.of("network_mode", "ipc", "pid", "uts", "cgroup")) {
      scalar(key).ifPresent(value -> namespace(value, path.key(key)));
    }
    eachOf("volumes_from", this::volumesFrom);
    scalar("container_name")
        .filter(value -> !value.text().isEmpty())
        .ifPresent(
            value ->
                add(Mention.Kind.CONTAINER_NAME, value.text(), value, path.key("container_name")));
    mounts();
    keysOf("networks", Mention.Kind.NETWORK);
    keysOf("models", Mention.Kind.MODEL);
    GRANTS.forEach((key, kind) -> grants(service, key, kind, path));
    service
        .map("build")
        .ifPresent(
            build -> {
              grants(build, "secrets", Mention.Kind.SECRET, path.key("build"));
              contexts(build);
            });
  }

  private interface ItemReader {
    void read(ScalarNode item, TreePath at);
  }

  private void eachOf(String key, ItemReader reader) {
    int position = 0;
    for (Node item : service.items(key)) {
      if (item instanceof ScalarNode scalar) {
        reader.read(scalar, path.key(key).item(position));
      }
      position++;
    }
  }

  private void keysOf(String key, Mention.Kind kind) {
    service
        .map(key)
        .ifPresent(
            map ->
                map.entries()
                    .forEach(
                        (name, entry) ->
                            found.add(
                                new Mention(
                                    kind, name, entry.keyPlace(), path.key(key).key(name)))));
  }

  private Optional<ScalarNode> scalar(String key) {
    return service
        .get(key)
        .filter(node -> node instanceof ScalarNode && !node.isNull())
        .map(ScalarNode.class::cast);
  }

  private void namespace(ScalarNode value, TreePath at) {
    if (value.text().startsWith(SERVICE)) {
      add(Mention.Kind.NAMESPACE, value.text().substring(SERVICE.length()), value, at);
    }
  }

  private void volumesFrom(ScalarNode item, TreePath at) {
    if (!item.text().startsWith(CONTAINER)) {
      add(Mention.Kind.VOLUMES_FROM, before(item.text(), ":"), item, at);
    }
  }

  private void mounts() {
    int position = 0;
    for (Node item : service.items("volumes")) {
      TreePath at = path.key("volumes").item(position);
      if (item instanceof MapNode mount
          && mount.text("type").filter("volume"::equals).isPresent()) {
        mount
            .text("source")
            .filter(source -> !source.isEmpty())
            .ifPresent(
                source -> found.add(new Mention(Mention.Kind.VOLUME, source, item.place(), at)));
      }
      position++;
    }
  }

  private void grants(MapNode owner, String key, Mention.Kind kind, TreePath below) {
    int position = 0;
    for (Node item : owner.items(key)) {
      TreePath at = below.key(key).item(position);
      if (item instanceof MapNode grant) {
        grant
            .text("source")
            .ifPresent(source -> found.add(new Mention(kind, source, item.place(), at)));
      }
      position++;
    }
  }

  private void contexts(MapNode build) {
    build
        .map("additional_contexts")
        .ifPresent(
            contexts ->
                contexts
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (entry.value() instanceof ScalarNode context
                              && context.text().startsWith(SERVICE)) {
                            add(
                                Mention.Kind.BUILD_CONTEXT,
                                context.text().substring(SERVICE.length()),
                                context,
                                path.key("build").key("additional_contexts").key(name));
                          }
                        }));
  }

  private void add(Mention.Kind kind, String name, Node where, TreePath at) {
    found.add(new Mention(kind, name, where.place(), at));
  }

  private static String before(String text, String separator) {
    int end = text.indexOf(separator);
    return end < 0 ? text : text.substring(0, end);
  }
}
