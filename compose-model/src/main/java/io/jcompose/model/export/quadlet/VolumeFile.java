package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.VolumeDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code .volume} file. */
final class VolumeFile {
  private static final Set<String> LOCAL = Set.of("local", "default");

  private final Export export;

  VolumeFile(Export export) {
    this.export = export;
  }

  QuadletFile file(String key, VolumeDefinition volume) {
    Draft draft = new Draft("Volume", List.of("volumes", key), export.notes());
    draft.unit().set("Description", "Volume " + key + " of " + export.plan().project());
    draft.plain("VolumeName", volume.name().value());
    boolean local = volume.driver().filter(driver -> !LOCAL.contains(driver)).isEmpty();
    if (!local) {
      draft.line("Driver", volume.driver().orElseThrow(), "driver");
    }
    for (Map.Entry<String, String> option : volume.driverOptions().entrySet()) {
      option(draft, local, option.getKey(), option.getValue());
    }
    volume.labels().forEach((name, value) -> draft.word("Label", name + "=" + value));
    return new QuadletFile(export.names().of(key) + ".volume", draft.text(""), false);
  }

  private static void option(Draft draft, boolean local, String name, String value) {
    if (!local) {
      draft.podman("opt", name + "=" + value);
      return;
    }
    switch (name) {
      case "type" -> draft.line("Type", value, "driver_opts", name);
      case "device" -> draft.line("Device", value, "driver_opts", name);
      case "o" -> draft.line("Options", value, "driver_opts", name);
      default -> draft.unsaid("podman knows no such option", "driver_opts", name);
    }
  }

  /** Puts the file of a volume without a name beside the others. */
  void addAnonymous(String name, String target, ContainerPlan container) {
    Draft draft =
        new Draft("Volume", List.of("services", container.service().value()), export.notes());
    draft.unit().comment("so that what is in it outlives the container, which podman removes");
    draft.plain("VolumeName", name);
    draft.comment("mounted at " + target + " of " + container.name());
    export.beside().put(name, new QuadletFile(name + ".volume", draft.text(""), false));
  }
}
