package io.jcompose.model.load;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
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
    return mapped((path, image) -> change.apply(image.text()));
  }

  /** Returns every image that is named, in the order of the tree. */
  List<ImageMention> mentions() {
    List<ImageMention> found = new ArrayList<>();
    mapped(
        (path, image) -> {
          found.add(new ImageMention(image.place(), path, image.text()));
          return image.text();
        });
    return List.copyOf(found);
  }

  /** What becomes of a reference. */
  @FunctionalInterface
  private interface Change {
    String of(String path, ScalarNode image);
  }

  private MapNode mapped(Change change) {
    return tree.map(SERVICES).isEmpty()
        ? tree
        : tree.with(
            SERVICES,
            services.mapped((name, node) -> service(SERVICES + "." + name, node, change)));
  }

  private Node service(String path, Node node, Change change) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    MapNode changed = withText(path, service, IMAGE, change);
    changed = withItems(path, changed, HOOKS, (each, hook) -> withText(each, hook, IMAGE, change));
    return withItems(
        path,
        changed,
        VOLUMES,
        (each, mount) -> isOfImage(mount) ? withText(each, mount, SOURCE, change) : mount);
  }

  private static MapNode withText(String path, MapNode map, String key, Change change) {
    return map.get(key)
        .filter(node -> node instanceof ScalarNode text && !text.value().isEmpty())
        .map(node -> map.with(key, changed(path + "." + key, (ScalarNode) node, change)))
        .orElse(map);
  }

  private static ScalarNode changed(String path, ScalarNode image, Change change) {
    return image.withText(change.of(path, image));
  }

  private static MapNode withItems(
      String path, MapNode map, String key, BiFunction<String, MapNode, MapNode> change) {
    List<Node> items = new ArrayList<>();
    for (Node item : map.items(key)) {
      String each = path + "." + key + "[" + items.size() + "]";
      items.add(item instanceof MapNode one ? change.apply(each, one) : item);
    }
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
