package io.jcompose.model.schema;

import io.jcompose.model.value.VolumeName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Top-level volumes, configs, secrets and models. */
final class StorageKeys {
  private StorageKeys() {}

  private static final Scalar VOLUME_NAME =
      Kinds.demanding(
          "a volume's name", VolumeName::new, "write letters, digits, '_', '.' and '-'");

  static final Keys VOLUME =
      Keys.of("a volume")
          .key("name", VOLUME_NAME)
          .key("driver", Kinds.TEXT, Support.later().unless("local", "default"))
          .key("driver_opts", Kinds.OPTIONS, Support.later())
          .key("external", ResourceNames.EXTERNAL)
          .key("labels", Kinds.LABELS)
          .completedBy(ResourceNames::nameOfExternal)
          .rule(ResourceNames::nothingBesideExternal)
          .orForm(StorageKeys::withAbsoluteDevice);

  private static Keys content(String owner) {
    return Keys.of(owner)
        .key("name", Kinds.TEXT)
        .key("file", Kinds.PATH)
        .key("environment", Kinds.TEXT)
        .key("external", ResourceNames.EXTERNAL)
        .key("labels", Kinds.LABELS, Support.withoutEffect("nothing looks them up"))
        .key("driver", Kinds.TEXT, Support.refused("drivers are for a cluster", "use 'file'"))
        .key(
            "driver_opts",
            Kinds.OPTIONS,
            Support.refused("drivers are for a cluster", "use 'file'"))
        .key(
            "template_driver",
            Kinds.TEXT,
            Support.refused("templates are for a cluster", "write the content out"))
        .completedBy(ResourceNames::nameOfExternal);
  }

  static final Keys CONFIG =
      content("a config")
          .key("content", Kinds.TEXT)
          .rule(config -> oneSource(config, "file", "environment", "content"));

  static final Keys SECRET =
      content("a secret")
          .rule(secret -> oneSource(secret, "file", "environment"))
          .consistencyRule(StorageKeys::variableHasName);

  static final Keys MODEL =
      Keys.of("a model")
          .key("name", Kinds.TEXT)
          .key("model", Kinds.TEXT)
          .key("context_size", Kinds.integer())
          .key("runtime_flags", Kinds.TEXTS);

  /**
   * A directory of this host that a volume is bound to is a path like any other, if the volume says
   * that its driver is the local one and nothing besides {@code bind}, as in docker compose.
   */
  private static Value withAbsoluteDevice(Value volume) {
    Optional<Value> options = volume.get("driver_opts").filter(Value::isMap);
    Optional<Value> device = options.flatMap(map -> map.get("device")).filter(Value::isScalar);
    boolean bound = options.filter(map -> says(map, "o", "bind")).isPresent();
    if (!bound || !says(volume, "driver", "local") || device.isEmpty()) {
      return volume;
    }
    String path = volume.context().paths().resolve(device.get().scalarText());
    MapNode changed =
        ((MapNode) options.get().node())
            .with("device", new ScalarNode(device.get().place(), path, false));
    return volume.with(((MapNode) volume.node()).with("driver_opts", changed));
  }

  private static boolean says(Value map, String key, String text) {
    return map.get(key).filter(value -> value.scalarText().equals(text)).isPresent();
  }

  private static void variableHasName(Value secret) {
    secret
        .get("environment")
        .filter(name -> name.scalarText().isEmpty())
        .ifPresent(name -> name.problem("names no variable", "write the variable's name"));
  }

  private static void oneSource(Value resource, String... sources) {
    List<String> given =
        Stream.of(sources).filter(source -> resource.get(source).isPresent()).toList();
    boolean elsewhere = ResourceNames.isExternal(resource) || resource.get("driver").isPresent();
    if (ResourceNames.isExternal(resource)) {
      ResourceNames.onlyNameBesideExternal(resource);
    } else if (given.isEmpty() && !elsewhere) {
      resource.problemAt(
          resource.keyPlace(),
          "has no content: none of " + String.join(", ", sources),
          "add one of them, such as 'file: PATH'");
    } else if (given.size() > 1) {
      resource.problem(
          "has more than one content: " + String.join(", ", given), "keep one of them");
    }
  }
}
