package io.jcompose.model.load;

import io.jcompose.model.interpolate.UsedVariable;
import io.jcompose.model.print.JsonText;
import io.jcompose.model.print.YamlText;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A loaded project as one Compose file: merged, interpolated, in long form, with absolute paths, as
 * far as {@link LoadOptions} did not leave that out. It loads again to an equal project.
 */
public final class ResolvedFile {
  private static final String SERVICES = "services";

  private final ProjectName name;
  private final MapNode tree;
  private final List<UsedVariable> variables;
  private final boolean interpolated;

  private ResolvedFile(
      ProjectName name, MapNode tree, List<UsedVariable> variables, boolean interpolated) {
    this.name = name;
    this.tree = tree;
    this.variables = List.copyOf(variables);
    this.interpolated = interpolated;
  }

  /** Returns the file of {@code tree}, in which every dollar sign is the user's own. */
  static ResolvedFile interpolated(ProjectName name, MapNode tree) {
    return new ResolvedFile(name, tree, List.of(), true);
  }

  /** Returns the file of {@code tree}, in which {@code variables} are still to be filled in. */
  static ResolvedFile template(ProjectName name, MapNode tree, List<UsedVariable> variables) {
    return new ResolvedFile(name, tree, variables, false);
  }

  /** Returns the project's name. */
  public ProjectName name() {
    return name;
  }

  /** Returns the whole project as a tree in long form. */
  MapNode tree() {
    return tree;
  }

  /**
   * Returns the file as YAML, ending in a line break. Every {@code $} is doubled, unless variables
   * were left as they are.
   */
  public String toYaml() {
    return YamlText.of(printed(withoutAbsentDependencies(), true));
  }

  /**
   * Returns the same as JSON, indented by two, ending in a line break: the tree that docker compose
   * prints. As there, extension keys are left out below the top.
   */
  public String toJson() {
    return JsonText.of(jsonTree());
  }

  private MapNode jsonTree() {
    MapNode printed = printed(tree, false);
    return interpolated ? new JsonForm().of(printed) : printed;
  }

  /**
   * Returns the tree without optional dependencies on services that are not active: as it does not
   * say what these are, it would be refused when it is read again.
   */
  private MapNode withoutAbsentDependencies() {
    return tree.map("services")
        .map(all -> tree.with("services", all.mapped((name, node) -> withoutAbsent(node, all))))
        .orElse(tree);
  }

  private static Node withoutAbsent(Node node, MapNode all) {
    if (!(node instanceof MapNode service) || service.map("depends_on").isEmpty()) {
      return node;
    }
    MapNode dependencies = service.map("depends_on").get();
    return service.with(
        "depends_on",
        dependencies.only(name -> all.get(name).isPresent() || !isOptional(dependencies, name)));
  }

  private static boolean isOptional(MapNode dependencies, String name) {
    return dependencies
        .map(name)
        .flatMap(dependency -> dependency.text("required"))
        .filter("false"::equals)
        .isPresent();
  }

  private MapNode printed(MapNode whole, boolean extensions) {
    MapNode concise =
        new ComposeSchema()
            .concise(whole.without("version"), extensions)
            .with("name", new ScalarNode(tree.place(), name.value(), false));
    return new PrintedOrder().of(interpolated ? (MapNode) escaped(concise) : concise);
  }

  /** Returns {@code node} with every dollar sign doubled, so that it is not filled in again. */
  private static Node escaped(Node node) {
    if (node instanceof MapNode map) {
      return map.mapped((key, value) -> escaped(value));
    }
    if (node instanceof ListNode list) {
      return list.mapped((position, item) -> escaped(item));
    }
    var scalar = (ScalarNode) node;
    return scalar.text().indexOf('$') < 0
        ? scalar
        : new ScalarNode(scalar.place(), scalar.text().replace("$", "$$"), scalar.plain());
  }

  /** Returns the names of the active services, sorted. */
  public List<String> services() {
    return keysOf(SERVICES);
  }

  /** Returns the keys of the volumes that the active services use, sorted. */
  public List<String> volumes() {
    return keysOf("volumes");
  }

  /** Returns the keys of the networks that the active services use, sorted. */
  public List<String> networks() {
    return keysOf("networks");
  }

  /** Returns the keys of the models that the active services use, sorted. */
  public List<String> models() {
    return keysOf("models");
  }

  private List<String> keysOf(String key) {
    return tree.map(key)
        .map(all -> List.copyOf(new TreeSet<>(all.entries().keySet())))
        .orElse(List.of());
  }

  /**
   * Returns the images of the active services, sorted, each once; one that is built and has no name
   * is called {@code PROJECT-SERVICE}.
   */
  public List<String> images() {
    return services().stream().flatMap(this::image).sorted().distinct().toList();
  }

  private Stream<String> image(String service) {
    return service(service)
        .flatMap(
            found ->
                found
                    .text("image")
                    .or(() -> found.map("build").map(build -> name + "-" + service))
                    .stream());
  }

  private Stream<MapNode> service(String service) {
    return tree.map(SERVICES).flatMap(all -> all.map(service)).stream();
  }

  /**
   * Returns a hash for each active service, by name: equal for equal services wherever they stand
   * in a file. {@code docs/config-hash.md} says what counts.
   */
  public SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    jsonTree()
        .map(SERVICES)
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (service, entry) ->
                            hashes.put(service, ServiceHash.of((MapNode) entry.value()))));
    return hashes;
  }

  /** Returns the variables that are still to be filled in, by name; none after interpolation. */
  public List<UsedVariable> variables() {
    return variables;
  }

  /**
   * Returns every image that the file names, of services, of what runs before them and of mounts,
   * in the order of the files.
   */
  public List<ImageMention> imageMentions() {
    return new NamedImages(tree).mentions();
  }

  /**
   * Returns this file with every image that it names, of services, of what runs before them and of
   * mounts, as {@code change} makes it of its reference.
   */
  public ResolvedFile withImages(UnaryOperator<String> change) {
    return new ResolvedFile(name, new NamedImages(tree).mapped(change), variables, interpolated);
  }

  /**
   * Returns an override file that says no more than which images services have and mount, as YAML.
   *
   * @see #servicesWithUnlockedImages()
   */
  public String lockToYaml() {
    return YamlText.of(lock());
  }

  /** Returns the same as JSON. */
  public String lockToJson() {
    return JsonText.of(lock());
  }

  private MapNode lock() {
    MapNode images = new NamedImages(printed(tree, false)).only();
    return new PrintedOrder().of(images);
  }

  /**
   * Returns the services, by name, with images that no override file can give: hooks of several
   * files are added up, so naming a hook's image in one more would run the hook twice.
   */
  public List<String> servicesWithUnlockedImages() {
    return new NamedImages(tree).servicesWithHookImages();
  }
}
