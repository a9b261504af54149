package io.jcompose.model.load;

import io.jcompose.model.interpolate.Interpolator;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where documents name further files. Variables are filled in there even if they are left alone
 * everywhere else: what these files hold is part of the project.
 */
final class FileNames {
  private static final String SERVICES = "services";
  private static final Set<String> SECTIONS = Set.of("include", SERVICES);

  private final List<MapNode> seen = new ArrayList<>();

  /** Returns {@code document} with such places as {@code interpolator} makes them. */
  MapNode filled(MapNode document, Interpolator interpolator) {
    MapNode written = onlyNames(document);
    seen.add(written);
    MapNode names = interpolator.interpolate(written).top();
    MapNode filled =
        names.get("include").map(include -> document.with("include", include)).orElse(document);
    if (names.map(SERVICES).isEmpty()) {
      return filled;
    }
    MapNode extending = names.map(SERVICES).get();
    return filled
        .map(SERVICES)
        .map(services -> services.mapped((name, node) -> extending(node, name, extending)))
        .map(services -> filled.with(SERVICES, services))
        .orElse(filled);
  }

  private static MapNode onlyNames(MapNode document) {
    MapNode sections = document.only(SECTIONS::contains);
    return sections
        .map(SERVICES)
        .map(
            services ->
                sections.with(
                    SERVICES,
                    services.mapped(
                        (name, node) ->
                            node instanceof MapNode service
                                ? service.only("extends"::equals)
                                : node)))
        .orElse(sections);
  }

  private static Node extending(Node node, String name, MapNode filled) {
    return filled
        .map(name)
        .flatMap(service -> service.get("extends"))
        .<Node>map(extension -> ((MapNode) node).with("extends", extension))
        .orElse(node);
  }

  /** Returns what stood in these places before. */
  List<MapNode> seen() {
    return List.copyOf(seen);
  }
}
