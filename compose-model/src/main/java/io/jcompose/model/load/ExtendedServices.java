package io.jcompose.model.load;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.schema.ComposeSchema;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what the services of a document extend: services of the same document, of what it includes,
 * or of another file, and so on from there.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends">
 *     extends</a>
 */
final class ExtendedServices {
  /** How many services may extend each other in a row: links can make the row endless. */
  private static final int MAX_DEPTH = 50;

  private static final String EXTENDS = "extends";
  private static final String SERVICES = "services";

  private final ProjectFiles files;
  private final ComposeSchema schema;
  private final Problems problems;
  private final ProjectScope scope;
  private final Map<String, OtherFile> otherFiles = new HashMap<>();
  private final Set<Link> circles = new HashSet<>();

  ExtendedServices(
      ProjectFiles files, ComposeSchema schema, Problems problems, ProjectScope scope) {
    this.files = files;
    this.schema = schema;
    this.problems = problems;
    this.scope = scope;
  }

  /** A service somewhere, as chains of extension name it. */
  private record Link(String file, String service) {
    @Override
    public String toString() {
      return file.isEmpty() ? service : service + " of " + file;
    }
  }

  /** Where the services are that a service can extend by their name alone. */
  private interface Surroundings {
    /** The file's path; empty for the document itself. */
    String file();

    /** Returns the service in long form, with what it extends still to be found. */
    Optional<MapNode> service(String name);

    Set<String> names();
  }

  /**
   * Returns a tree with what is extended for each service of {@code document} that extends, under
   * that service's name.
   */
  MapNode of(MapNode document, MapNode included) {
    Map<String, MapNode.Entry> bases = new LinkedHashMap<>();
    var here = new Document(document, included);
    document
        .map(SERVICES)
        .ifPresent(
            services ->
                services
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (entry.value() instanceof MapNode service) {
                            base(service, name, here, List.of(new Link("", name)))
                                .ifPresent(
                                    found ->
                                        bases.put(
                                            name, new MapNode.Entry(entry.keyPlace(), found)));
                          }
                        }));
    MapNode nothing = new MapNode(document.place(), Map.of());
    return bases.isEmpty() ? nothing : nothing.with(SERVICES, new MapNode(document.place(), bases));
  }

  /**
   * Returns {@code document} without the {@code extends} of services that {@code bases} has
   * something for. Where it stays, what is extended could not be found, and nobody can say what the
   * service lacks.
   */
  MapNode withoutExtends(MapNode document, MapNode bases) {
    MapNode found = bases.map(SERVICES).orElse(bases);
    return document
        .map(SERVICES)
        .map(
            services ->
                document.with(
                    SERVICES,
                    services.mapped(
                        (name, node) ->
                            node instanceof MapNode service && found.get(name).isPresent()
                                ? service.without(EXTENDS)
                                : node)))
        .orElse(document);
  }

  /** Returns all that {@code service} extends, merged; empty if it extends nothing. */
  private Optional<MapNode> base(
      MapNode service, String name, Surroundings here, List<Link> chain) {
    Optional<MapNode> extension = service.map(EXTENDS);
    Optional<String> wanted = extension.flatMap(map -> map.text("service"));
    if (extension.isEmpty() || wanted.isEmpty()) {
      return Optional.empty();
    }
    Place place = extension.get().place();
    Optional<String> file = extension.get().text("file");
    Surroundings there = here;
    if (file.isPresent()) {
      Optional<Surroundings> opened = open(file.get(), place, name);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      there = opened.get();
    }
    var link = new Link(there.file(), wanted.get());
    List<Link> longer = Stream.concat(chain.stream(), Stream.of(link)).toList();
    if (chain.contains(link) || chain.size() >= MAX_DEPTH) {
      reportEndless(place, name, longer);
      return Optional.empty();
    }
    Optional<MapNode> found = there.service(wanted.get());
    if (found.isEmpty()) {
      problem(
          place,
          name,
          "there is no service '"
              + wanted.get()
              + "' to extend"
              + (there.file().isEmpty() ? "" : " in " + there.file()),
          NearestName.hint(
              wanted.get(),
              there.names(),
              there.file().isEmpty()
                  ? "name a service of this file, or add 'file' with the file that it is in"
                  : "name a service of that file"));
      return Optional.empty();
    }
    Optional<MapNode> further = base(found.get(), wanted.get(), there, longer);
    MapNode own = further.isPresent() ? found.get().without(EXTENDS) : found.get();
    return Optional.of(
        schema.mergeServices(further.orElseGet(() -> new MapNode(own.place(), Map.of())), own));
  }

  /** Reports a chain of services without end; of a circle once, wherever it is entered. */
  private void reportEndless(Place place, String service, List<Link> chain) {
    Link last = chain.get(chain.size() - 1);
    List<Link> circle = chain.subList(chain.indexOf(last), chain.size());
    if (circle.size() == 1) {
      problem(
          place,
          service,
          "services extend each other more than " + MAX_DEPTH + " deep",
          "extend fewer services, and look for links that lead back");
    } else if (circles.addAll(circle)) {
      problem(
          place,
          service,
          "services extend each other in a circle: "
              + circle.stream().map(Link::toString).collect(Collectors.joining(" -> ")),
          "remove one of these 'extends'");
    }
  }

  private void problem(Place place, String service, String message, String hint) {
    problems.add(place, "services." + service + "." + EXTENDS, message, hint);
  }

  private Optional<Surroundings> open(String written, Place place, String service) {
    String path = files.file(written);
    OtherFile known = otherFiles.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var origin = new Sources.Origin(place, "services." + service + "." + EXTENDS + ".file");
    List<MapNode> documents = files.read(path, origin);
    if (documents.isEmpty()) {
      return Optional.empty();
    }
    String directory = new AbsolutePath(path).parent().map(AbsolutePath::value).orElse("/");
    var there =
        new ProjectScope(scope.paths().in(directory), scope.variables(), scope.inclusions());
    var opened = new OtherFile(files.shown(path), there, documents);
    otherFiles.put(path, opened);
    return Optional.of(opened);
  }

  /** The document itself, with what it includes. */
  private record Document(MapNode document, MapNode included) implements Surroundings {
    @Override
    public String file() {
      return "";
    }

    @Override
    public Optional<MapNode> service(String name) {
      return in(document, name).or(() -> in(included, name));
    }

    private static Optional<MapNode> in(MapNode tree, String name) {
      return tree.map(SERVICES).flatMap(services -> services.map(name));
    }

    @Override
    public Set<String> names() {
      return Stream.of(document, included)
          .flatMap(tree -> tree.map(SERVICES).stream())
          .flatMap(services -> services.entries().keySet().stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Another file. Only those of its services are looked at that are asked for. */
  private final class OtherFile implements Surroundings {
    private final String file;
    private final ProjectScope scope;
    private final List<MapNode> services;
    private final Map<String, Optional<MapNode>> known = new HashMap<>();

    OtherFile(String file, ProjectScope scope, List<MapNode> documents) {
      this.file = file;
      this.scope = scope;
      this.services =
          documents.stream().flatMap(document -> document.map(SERVICES).stream()).toList();
    }

    @Override
    public String file() {
      return file;
    }

    @Override
    public Set<String> names() {
      return services.stream()
          .flatMap(each -> each.entries().keySet().stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<MapNode> service(String name) {
      return known.computeIfAbsent(name, this::read);
    }

    private Optional<MapNode> read(String name) {
      List<MapNode> parts = new ArrayList<>();
      for (MapNode document : services) {
        document.map(name).map(service -> inLongForm(name, service)).ifPresent(parts::add);
      }
      return parts.stream().reduce(schema::mergeServices);
    }

    private MapNode inLongForm(String name, MapNode service) {
      MapNode alone =
          new MapNode(service.place(), Map.of())
              .with(SERVICES, new MapNode(service.place(), Map.of()).with(name, service));
      Node filled =
          files
              .filled(alone, scope)
              .map(SERVICES)
              .flatMap(found -> found.get(name))
              .orElse(service);
      TreePath path = TreePath.TOP.key(SERVICES).key(name);
      return schema.canonicalService((MapNode) filled, path, files.context(scope, false));
    }
  }
}
