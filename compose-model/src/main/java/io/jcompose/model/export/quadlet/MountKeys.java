package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.model.value.VolumesFrom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is mounted. {@code Volume=} says it shortest; {@code Mount=} where that has no words, or
 * where a path has a colon.
 */
final class MountKeys implements Mount.Visitor<Void> {
  private static final String VOLUMES = "volumes";

  /** Docker makes directories that are missing; podman would fail. */
  private static final String MAKE_DIRECTORIES =
      "/bin/sh -c 'for path do test -e \"$$path\" || mkdir -p \"$$path\"; done' sh";

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;
  private final List<String> madeDirectories = new ArrayList<>();
  private int anonymous;

  MountKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    Service service = export.service(container);
    service.mounts().forEach(mount -> mount.accept(this));
    service.storage().volumesFrom().forEach(this::addMountsOf);
    if (!madeDirectories.isEmpty()) {
      draft
          .service()
          .set(
              "ExecStartPre",
              MAKE_DIRECTORIES
                  + madeDirectories.stream()
                      .distinct()
                      .map(path -> " " + QuadletText.word(path))
                      .collect(Collectors.joining()));
    }
  }

  @Override
  public Void bind(Mount.Bind mount) {
    if (mount.createHostPath()) {
      madeDirectories.add(mount.source());
    }
    boolean alone = mount.recursion().filter(Mount.Bind.Recursion.DISABLED::equals).isPresent();
    if (mount.recursion().filter(Mount.Bind.Recursion.READONLY::equals).isPresent()) {
      draft.unsaid("mounts below " + mount.source() + " stay writable", VOLUMES);
    }
    if (mount.source().indexOf(':') < 0) {
      List<String> options = new ArrayList<>();
      addIf(mount.readOnly(), "ro", options);
      mount.selinux().ifPresent(options::add);
      mount.propagation().ifPresent(options::add);
      addIf(alone, "bind", options);
      volume(mount.source(), mount.target(), options);
      return null;
    }
    List<String> options = options("bind", mount.source(), mount.target());
    addIf(mount.readOnly(), "readonly=true", options);
    mount
        .selinux()
        .ifPresent(it -> options.add("relabel=" + (it.equals("Z") ? "private" : "shared")));
    mount.propagation().ifPresent(it -> options.add("bind-propagation=" + it));
    addIf(alone, "bind-nonrecursive=true", options);
    mount(options);
    return null;
  }

  @Override
  public Void volume(Mount.Volume mount) {
    String source = volume(mount.volume());
    if (mount.subpath().isPresent()) {
      List<String> options = options("volume", source, mount.target());
      addIf(mount.readOnly(), "readonly=true", options);
      options.add("subpath=" + mount.subpath().get());
      mount(options);
      return null;
    }
    List<String> options = new ArrayList<>();
    addIf(mount.readOnly(), "ro", options);
    addIf(mount.noCopy(), "nocopy", options);
    volume(source, mount.target(), options);
    return null;
  }

  /** Podman removes a volume without a name with each stop: so that it lasts, it has one here. */
  @Override
  public Void anonymousVolume(Mount.AnonymousVolume mount) {
    anonymous++;
    String name = export.names().container(container) + "-anonymous-" + anonymous;
    new VolumeFile(export).addAnonymous(name, mount.target(), container);
    volume(name + ".volume", mount.target(), mount.readOnly() ? List.of("ro") : List.of());
    return null;
  }

  /** Podman would fill it with what the image has at that place, which docker hides. */
  @Override
  public Void tmpfs(Mount.Tmpfs mount) {
    List<String> options = new ArrayList<>(List.of("notmpcopyup"));
    mount.sizeBytes().ifPresent(size -> options.add("size=" + size));
    mount.mode().ifPresent(mode -> options.add("mode=" + Integer.toOctalString(mode)));
    if (!mount.options().isEmpty()) {
      options.add(mount.options());
    }
    draft.line("Tmpfs", mount.target() + ":" + String.join(",", options), VOLUMES);
    return null;
  }

  @Override
  public Void image(Mount.Image mount) {
    List<String> options = options("image", imageOf(mount.source()), mount.target());
    mount.subpath().ifPresent(path -> options.add("subpath=" + path));
    mount(options);
    return null;
  }

  @Override
  public Void clusterVolume(Mount.ClusterVolume mount) {
    draft.unsaid("podman has no volumes of a cluster, as at " + mount.target(), VOLUMES);
    return null;
  }

  @Override
  public Void namedPipe(Mount.NamedPipe mount) {
    draft.unsaid("named pipes are for Windows, as at " + mount.target(), VOLUMES);
    return null;
  }

  /** A mount names an image, or a service whose image is meant. */
  private String imageOf(String source) {
    Optional<Service> service =
        export.project().services().values().stream()
            .filter(other -> other.name().value().equals(source))
            .findFirst();
    if (service.isPresent()) {
      boolean built = service.get().source().build().isPresent();
      Optional<String> image =
          service.get().image().map(it -> built ? ImageNames.built(it) : ImageNames.full(it));
      if (built) {
        draft.require(QuadletNames.unit(export.names().of(source) + ".build"));
      }
      return image.orElse(source);
    }
    return ImageNames.full(new ImageReference(source));
  }

  private void addMountsOf(VolumesFrom from) {
    String mode = from.readOnly() ? ":ro" : "";
    if (from instanceof VolumesFrom.OfContainer other) {
      draft.podman("volumes-from", other.container() + mode);
      return;
    }
    ServiceName service = ((VolumesFrom.OfService) from).service();
    export.names().replicas(service).stream()
        .findFirst()
        .ifPresent(
            other -> {
              draft.podman("volumes-from", other.name() + mode);
              draft.require(export.names().unit(other));
            });
  }

  /** Returns the file of a volume of the project, or the name of another's. */
  private String volume(VolumeName name) {
    Project project = export.project();
    for (Map.Entry<String, VolumeDefinition> entry : project.volumes().entrySet()) {
      if (entry.getValue().name().equals(name)) {
        return entry.getValue().external()
            ? name.value()
            : export.names().of(entry.getKey()) + ".volume";
      }
    }
    return name.value();
  }

  private void volume(String source, String target, List<String> options) {
    if (target.indexOf(':') >= 0 || source.indexOf(':') >= 0) {
      draft.fault("podman takes no path with ':' as in " + target, VOLUMES);
      return;
    }
    draft.line(
        "Volume",
        source + ":" + target + (options.isEmpty() ? "" : ":" + String.join(",", options)),
        VOLUMES);
  }

  private static List<String> options(String type, String source, String target) {
    return new ArrayList<>(List.of("type=" + type, "source=" + source, "destination=" + target));
  }

  /** The options are a line of comma-separated values. */
  private void mount(List<String> options) {
    draft.word(
        "Mount",
        options.stream()
            .map(
                option ->
                    option.indexOf(',') < 0 && option.indexOf('"') < 0
                        ? option
                        : "\"" + option.replace("\"", "\"\"") + "\"")
            .collect(Collectors.joining(",")));
  }

  private static void addIf(boolean wanted, String option, List<String> options) {
    if (wanted) {
      options.add(option);
    }
  }
}
