package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The places of a tree in long form that name images: services, hooks before them, mounts. */
final class NamedImages {
  private static final String SERVICES = "services";
  private static final String IMAGE = "image";
  private static final String HOOKS = "pre_start";
  private static final String VOLUMES = "volumes";
  private static final String SOURCE = "source";

  private final MapNode tree;
  private final MapNode services;

  NamedImages(MapNode tree) {
    this.tree = tree;
    this.services = tree.map(SERVICES).orElseGet(() -> new MapNode(tree.place(), Map.of()));
  }

  /** Returns the tree with every image as {@code change} makes it of its reference. */
  MapNode mapped(UnaryOperator<String> change) {
    return tree.map(SERVICES).isEmpty()
        ? tree
        : tree.with(SERVICES, services.mapped((name, node) -> service(node, change)));
  }

  private Node service(Node node, UnaryOperator<String> change) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    MapNode changed = withText(service, IMAGE, change);
    changed = withItems(changed, HOOKS, hook -> withText(hook, IMAGE, change));
    return withItems(
        changed, VOLUMES, mount -> isOfImage(mount) ? withText(mount, SOURCE, change) : mount);
  }

  private static MapNode withText(MapNode map, String key, UnaryOperator<String> change) {
    return map.get(key)
        .filter(node -> node instanceof ScalarNode text && !text.value().isEmpty())
        .map(node -> map.with(key, ((ScalarNode) node).withText(change.apply(text(node)))))
        .orElse(map);
  }

  private static String text(Node node) {
    return ((ScalarNode) node).text();
  }

  private static MapNode withItems(MapNode map, String key, UnaryOperator<MapNode> change) {
    List<Node> items =
        map.items(key).stream()
            .<Node>map(item -> item instanceof MapNode each ? change.apply(each) : item)
            .toList();
    return items.isEmpty() ? map : map.with(key, new ListNode(items.get(0).place(), items));
  }

  /** Returns whether an image is mounted: a service may be named as the source in place of one. */
  private boolean isOfImage(MapNode mount) {
    return isImageMount(mount)
        && mount.text(SOURCE).filter(services.entries()::containsKey).isEmpty();
  }

  private static boolean isImageMount(MapNode mount) {
    return mount.text("type").filter("image"::equals).isPresent();
  }

  /** Returns a tree of services with nothing but their images and the images they mount. */
  MapNode only() {
    MapNode kept = services.mapped((name, node) -> node instanceof MapNode map ? only(map) : node);
    return new MapNode(tree.place(), Map.of())
        .with(
            SERVICES,
            kept.only(name -> kept.map(name).filter(map -> !map.entries().isEmpty()).isPresent()));
  }

  private static MapNode only(MapNode service) {
    List<Node> mounts =
        service.items(VOLUMES).stream()
            .filter(item -> item instanceof MapNode mount && isImageMount(mount))
            .toList();
    MapNode image = service.only(IMAGE::equals);
    return mounts.isEmpty()
        ? image
        : image.with(VOLUMES, new ListNode(mounts.get(0).place(), mounts));
  }

  /** Returns the services with hooks that have images of their own, by name. */
  List<String> servicesWithHookImages() {
    var found = new TreeSet<String>();
    services
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.value() instanceof MapNode service
                  && service.items(HOOKS).stream()
                      .anyMatch(
                          hook -> hook instanceof MapNode map && map.text(IMAGE).isPresent())) {
                found.add(name);
              }
            });
    return List.copyOf(found);
  }
}
