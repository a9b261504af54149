package io.jcompose.model.schema;

import io.jcompose.model.value.ServiceName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a Compose file, as a whole. Door of the package; without state, so safe to use from
 * any thread.
 *
 * @see <a
 *     href="https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json">the
 *     schema</a>
 */
public final class ComposeSchema {
  private static final Keys INCLUDE =
      Keys.of("an include")
          .key("path", Kinds.TEXTS.orSingle())
          .key("project_directory", Kinds.TEXT)
          .key("env_file", Kinds.TEXTS.orSingle())
          .required("path", "add 'path' with the file to include")
          .orForm(
              value ->
                  value.isScalar()
                      ? value.with(new TreeBuild(value.place()).put("path", value.node()).node())
                      : value);

  private static final Keys JCOMPOSE =
      Keys.of("x-jcompose").key("topology", Kinds.oneOf("auto", "pod", "bridge").lowerCase());

  private static final MapOf SERVICES = MapOf.of(ServiceKeys.SERVICE).named(ServiceName::new);

  private static final Keys TOP =
      Keys.of("a Compose file")
          .key("version", Kinds.TEXT, Support.withoutEffect("it is obsolete"))
          .key("name", Kinds.TEXT)
          .key("include", ListOf.of(INCLUDE))
          .key("services", SERVICES)
          .key("networks", MapOf.of(NetworkKeys.NETWORK).named(ResourceNames::legal).orNothing())
          .key("volumes", MapOf.of(StorageKeys.VOLUME).named(ResourceNames::legal).orNothing())
          .key("configs", MapOf.of(StorageKeys.CONFIG).named(ResourceNames::legal))
          .key("secrets", MapOf.of(StorageKeys.SECRET).named(ResourceNames::legal))
          .key("models", MapOf.of(StorageKeys.MODEL), Support.later())
          .key("x-jcompose", JCOMPOSE)
          .nullable("include")
          .extensionsReplaced();

  /** Creates the schema. */
  public ComposeSchema() {}

  /**
   * A key and what is said of it.
   *
   * @param path where it may stand: {@code services.*.ports[].target}
   * @param form what may stand behind it: {@code a whole number}
   * @param support what becomes of it on one host
   */
  public record Row(String path, String form, String support) {}

  /**
   * Returns every key there is, outer ones first. What is said of a key holds for those below it,
   * too.
   */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Map<String, Support> known = new HashMap<>();
    TOP.list(
        "",
        (path, key) -> {
          Support support = key.support();
          if (support instanceof Support.Honoured) {
            support = above(path, known);
          }
          known.put(path, support);
          rows.add(new Row(path, key.kind().form(), support.text()));
        });
    return List.copyOf(rows);
  }

  /** Returns what is said of the key that {@code path} is below. */
  private static Support above(String path, Map<String, Support> known) {
    for (int end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      String shorter = path.substring(0, end).replaceAll("(\\[\\]|\\.\\*)+$", "");
      Support support = known.get(shorter);
      if (support != null) {
        return support;
      }
    }
    return Support.HONOURED;
  }

  /**
   * Returns {@code document} with every value in its long form, and without what is faulty, of
   * which the findings of {@code context} then tell. Tags stay where they are.
   */
  public MapNode canonical(MapNode document, SchemaContext context) {
    return canonical(TOP, new Value(document, TreePath.TOP, context));
  }

  /** Returns the same for what stands at {@code path} behind a service's name. */
  public MapNode canonicalService(MapNode service, TreePath path, SchemaContext context) {
    return canonical(ServiceKeys.SERVICE, new Value(service, path, context));
  }

  private static MapNode canonical(Keys keys, Value value) {
    Optional<Node> written = value.as(keys);
    return (MapNode) written.orElse(value.node());
  }

  /** Returns {@code later} merged into {@code base}, both documents in long form. */
  public MapNode merge(MapNode base, MapNode later) {
    return (MapNode) TOP.merge(base, later);
  }

  /** Returns {@code later} merged into {@code base}, both services in long form. */
  public MapNode mergeServices(MapNode base, MapNode later) {
    return (MapNode) ServiceKeys.SERVICE.merge(base, later);
  }

  /** Reports what a merged {@code tree} lacks, and what may not stand together in a map of it. */
  public void checkWhole(MapNode tree, SchemaContext context) {
    TOP.walk(new Value(tree, TreePath.TOP, context), new WholeCheck());
  }

  /** Reports values of a merged {@code tree} that Compose accepts and no engine does. */
  public void checkDemands(MapNode tree, SchemaContext context) {
    TOP.walk(new Value(tree, TreePath.TOP, context), new DemandCheck());
  }

  /**
   * Reports what contradicts itself within a service of a merged {@code tree}, and services that
   * say not what to run. To be asked of active services only: what a profile leaves out may be
   * unfinished.
   */
  public void checkConsistency(MapNode tree, SchemaContext context) {
    TOP.walk(new Value(tree, TreePath.TOP, context), new ConsistencyCheck());
  }

  /**
   * Reports keys of a merged {@code tree} that are not honoured yet as problems, and keys without
   * effect as warnings.
   */
  public void checkSupport(MapNode tree, SchemaContext context) {
    TOP.walk(new Value(tree, TreePath.TOP, context), new SupportCheck(context.findings()));
  }

  /**
   * Returns a merged {@code tree} as it is to be printed: without what says nothing.
   *
   * @param extensions whether to keep the user's own keys below the top
   */
  public MapNode concise(MapNode tree, boolean extensions) {
    MapNode concise = (MapNode) TOP.concise(tree, extensions).orElse(tree);
    for (Map.Entry<String, MapNode.Entry> own : tree.entries().entrySet()) {
      if (own.getKey().startsWith("x-")) {
        concise = concise.with(own.getKey(), own.getValue().value());
      }
    }
    return concise;
  }
}
