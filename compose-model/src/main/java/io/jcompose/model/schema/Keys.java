package io.jcompose.model.schema;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A map whose keys Compose knows, each with its kind; keys that start with {@code x-} are the
 * user's own and kept as they are. Maps are merged key by key.
 */
final class Keys implements Kind {
  private static final String EXTENSION = "x-";

  private final String owner;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Set<Requirement> required = new LinkedHashSet<>();
  private final List<Consumer<Value>> rules = new ArrayList<>();
  private final List<Consumer<Value>> consistencyRules = new ArrayList<>();
  private final List<Consumer<Value>> demands = new ArrayList<>();
  private UnaryOperator<Value> writeOut = UnaryOperator.identity();
  private Kind shortForm = Kinds.ANYTHING;
  private Function<MapNode, Node> completion = map -> map;
  private final Set<String> nullable = new LinkedHashSet<>();
  private boolean silentIfEmpty;
  private boolean ignoresOthers;
  private Kind extensions = Kinds.ANYTHING;

  private Keys(String owner) {
    this.owner = owner;
  }

  private record Requirement(String key, String hint) {}

  /** Returns an empty table; {@code owner} says whose keys they are: {@code a service}. */
  static Keys of(String owner) {
    return new Keys(owner);
  }

  /** Adds a key that does what it says. */
  Keys key(String name, Kind kind) {
    return key(name, kind, Support.HONOURED);
  }

  /** Adds a key. */
  Keys key(String name, Kind kind, Support support) {
    keys.put(name, new Key(name, kind, support));
    return this;
  }

  /** Says that keys may have no value, which is the same as not being there. */
  Keys nullable(String... names) {
    nullable.addAll(List.of(names));
    return this;
  }

  /** Says that the merged map must have a key. */
  Keys required(String name, String hint) {
    required.add(new Requirement(name, hint));
    return this;
  }

  /** Adds a check of the merged map, beyond that of each key. */
  Keys rule(Consumer<Value> rule) {
    rules.add(rule);
    return this;
  }

  /**
   * Adds a check of whether the merged map agrees with itself, which is made only where the map
   * belongs to a service that takes part.
   */
  Keys consistencyRule(Consumer<Value> rule) {
    consistencyRules.add(rule);
    return this;
  }

  /** Adds something demanded of the merged map before a project is run with it. */
  Keys demanding(Consumer<Value> demand) {
    demands.add(demand);
    return this;
  }

  /** Sets how another form than a map is written out as one. */
  Keys orForm(UnaryOperator<Value> form) {
    writeOut = form;
    return this;
  }

  /** Sets what a text is that stands in place of the map, for one with variables left in it. */
  Keys orTemplateOf(Kind kind) {
    shortForm = kind;
    return this;
  }

  /** Sets what the long form says besides what is written. */
  Keys completedBy(Function<MapNode, Node> changed) {
    completion = changed;
    return this;
  }

  /** Says that a later value of the user's own key replaces an earlier one. */
  Keys extensionsReplaced() {
    extensions = Kinds.REPLACED;
    return this;
  }

  /** Says that a key which is not in the table is no mistake, but has no effect. */
  Keys ignoringOthers() {
    ignoresOthers = true;
    return this;
  }

  /** Says that a map without keys says nothing. */
  Keys silentIfEmpty() {
    silentIfEmpty = true;
    return this;
  }

  String owner() {
    return owner;
  }

  @Override
  public String form() {
    return owner;
  }

  @Override
  public Node template(Value template) {
    return shortForm.template(template);
  }

  @Override
  public Optional<Node> canonical(Value written) {
    Value whole = writeOut.apply(written);
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    whole.eachMember(
        (name, member) -> canonical(name, member).ifPresent(entry -> entries.put(name, entry)));
    return whole.isMap()
        ? Optional.of(completion.apply(new MapNode(written.place(), entries)))
        : Optional.empty();
  }

  private Optional<MapNode.Entry> canonical(String name, Value.Member member) {
    Key key = keys.get(name);
    if (key == null && name.startsWith(EXTENSION)) {
      return Optional.of(member.entry());
    }
    if (key == null && ignoresOthers) {
      member
          .value()
          .warningAt(
              member.entry().keyPlace(),
              "'" + name + "' has no effect: it is not a key of " + owner,
              "remove it, or move it to where it belongs");
      return Optional.empty();
    }
    if (key == null) {
      member
          .value()
          .problemAt(
              member.entry().keyPlace(),
              "'" + name + "' is not a key of " + owner,
              NearestName.hint(
                  name, keys.keySet(), "remove it; a key of your own starts with 'x-'"));
      return Optional.empty();
    }
    // what is faulty stays, so that it is not said to be missing as well
    return member.as(key.kind()).or(() -> Optional.of(member.entry()));
  }

  @Override
  public Node merge(Node base, Node later) {
    return base instanceof MapNode first && later instanceof MapNode second
        ? Maps.merge(first, second, this::kind)
        : later;
  }

  private Kind kind(String name) {
    Key key = keys.get(name);
    return key == null ? extensions : key.kind();
  }

  /** Besides, puts keys in the order of the table. */
  @Override
  public Optional<Node> concise(Node node, boolean extensions) {
    Node kept =
        Maps.concise(
            node, extensions, false, name -> Optional.ofNullable(keys.get(name)).map(Key::kind));
    if (!(kept instanceof MapNode map)) {
      return Optional.of(kept);
    }
    return silentIfEmpty && map.entries().isEmpty() ? Optional.empty() : Optional.of(inOrder(map));
  }

  private MapNode inOrder(MapNode map) {
    Map<String, MapNode.Entry> ordered = new LinkedHashMap<>();
    for (String key : keys.keySet()) {
      MapNode.Entry entry = map.entries().get(key);
      if (entry != null) {
        ordered.put(key, entry);
      }
    }
    map.entries().forEach(ordered::putIfAbsent);
    return new MapNode(map.place(), ordered);
  }

  @Override
  public void walk(Value whole, Walker walker) {
    if (!whole.isMap()) {
      return;
    }
    walker.meets(this, whole);
    whole.eachMember(
        (name, member) -> {
          Key key = keys.get(name);
          if (key != null && walker.goesInto(key, member)) {
            key.kind().walk(member.value(), walker);
          }
        });
  }

  /** Reports what {@code whole}, a merged map, lacks and what may not stand in it together. */
  void checkWhole(Value whole) {
    for (Requirement requirement : required) {
      if (!whole.has(requirement.key())) {
        whole.problemAt(whole.keyPlace(), "has no '" + requirement.key() + "'", requirement.hint());
      }
    }
    whole.eachMember(this::checkNull);
    rules.forEach(rule -> rule.accept(whole));
  }

  /** Reports what contradicts itself in {@code whole}, a merged map that takes part. */
  void checkConsistency(Value whole) {
    consistencyRules.forEach(rule -> rule.accept(whole));
  }

  /** Reports what {@code whole}, a merged map, must not hold when a project is run with it. */
  void checkDemands(Value whole) {
    demands.forEach(demand -> demand.accept(whole));
  }

  private void checkNull(String name, Value.Member member) {
    Key key = keys.get(name);
    if (key != null && member.value().isNull() && !nullable.contains(name)) {
      member
          .value()
          .problemAt(
              member.entry().keyPlace(),
              "'" + name + "' has no value",
              "give it " + key.kind().form() + ", or remove it");
    }
  }

  @Override
  public void list(String path, Listing listing) {
    keys.values()
        .forEach(
            key -> {
              String below = path.isEmpty() ? key.name() : path + "." + key.name();
              listing.add(below, key);
              key.kind().list(below, listing);
            });
  }
}
