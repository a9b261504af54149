package io.jcompose.model.load;

import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.HostPaths;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what {@code env_file} and {@code label_file} say into the services that name them. */
final class ServiceFiles {
  private final Sources sources;
  private final HostPaths paths;
  private final Variables variables;
  private final Problems problems;
  private final Problems warnings;

  ServiceFiles(
      Sources sources, HostPaths paths, Variables variables, Problems problems, Problems warnings) {
    this.sources = sources;
    this.paths = paths;
    this.variables = variables;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Returns {@code tree} with all files read, and without the keys that name them. */
  MapNode read(MapNode tree) {
    return tree.map("services")
        .<MapNode>map(services -> tree.with("services", services.mapped(this::service)))
        .orElse(tree);
  }

  private Node service(String name, Node node) {
    if (!(node instanceof MapNode service)) {
      return node;
    }
    String path = "services." + name;
    MapNode changed = service;
    if (service.get("env_file").isPresent()) {
      Variables values = environment(service.items("env_file"), path + ".env_file");
      changed = under(changed.without("env_file"), "environment", values);
    }
    if (service.get("label_file").isPresent()) {
      Variables values = labels(service.items("label_file"), path + ".label_file");
      changed = under(changed.without("label_file"), "labels", values);
    }
    return changed;
  }

  /** Returns {@code service} with {@code values} where its own {@code key} does not name them. */
  private static MapNode under(MapNode service, String key, Variables values) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    values
        .values()
        .forEach(
            (name, value) ->
                entries.put(
                    name,
                    new MapNode.Entry(
                        service.place(), new ScalarNode(service.place(), value, false))));
    service.map(key).ifPresent(own -> entries.putAll(own.entries()));
    return entries.isEmpty() && service.map(key).isEmpty()
        ? service
        : service.with(key, new MapNode(service.place(), entries));
  }

  private Variables environment(List<Node> files, String path) {
    Variables known = Variables.NONE;
    int position = 0;
    for (Node each : files) {
      if (each instanceof MapNode file && file.text("path").isPresent()) {
        String written = file.text("path").orElse("");
        boolean required = file.text("required").filter("false"::equals).isEmpty();
        EnvFileReader.Format format =
            file.text("format").filter("raw"::equals).isPresent()
                ? EnvFileReader.Format.RAW
                : EnvFileReader.Format.DOTENV;
        if (required || sources.exists(paths.resolve(written))) {
          var origin = new Sources.Origin(each.place(), path + "[" + position + "]");
          known = file(written, format, variables.orElse(known), origin).orElse(known);
        }
      }
      position++;
    }
    return known;
  }

  private Variables labels(List<Node> files, String path) {
    Variables known = Variables.NONE;
    int position = 0;
    for (Node each : files) {
      if (each instanceof ScalarNode file) {
        var origin = new Sources.Origin(each.place(), path + "[" + position + "]");
        known =
            file(file.text(), EnvFileReader.Format.DOTENV, variables.orElse(known), origin)
                .orElse(known);
      }
      position++;
    }
    return known;
  }

  private Variables file(
      String written, EnvFileReader.Format format, Variables around, Sources.Origin origin) {
    return sources
        .read(paths.resolve(written), EnvFileReader.MAX_BYTES, origin)
        .map(
            content ->
                new EnvFileReader(around, problems, warnings).read(shown(written), content, format))
        .orElse(Variables.NONE);
  }

  private String shown(String path) {
    String below = paths.directory() + "/";
    return path.startsWith(below) ? path.substring(below.length()) : path;
  }
}
