package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.ImageVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.jcompose.model.project.Grant;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The volumes of a pod, gathered while its containers say what they mount. */
final class PodVolumes {
  private static final String SHARED_MEMORY = "/dev/shm";
  private static final String MEMORY = "Memory";
  private static final int USUAL_MODE = 0444;
  private static final int USUAL_TMPFS_MODE = 01777;
  private static final Pattern SERVICE_KEY = Pattern.compile("[A-Za-z0-9._-]+");

  private final Export export;
  private final PodGroup group;
  private final WorkloadKind kind;
  private final Claims claims;
  private final Contents contents;
  private final Map<String, Volume> volumes = new LinkedHashMap<>();
  private final Map<String, PersistentVolumeClaim> templates = new LinkedHashMap<>();

  PodVolumes(Export export, PodGroup group, WorkloadKind kind, Claims claims, Contents contents) {
    this.export = export;
    this.group = group;
    this.kind = kind;
    this.claims = claims;
    this.contents = contents;
  }

  /** Returns the volumes that containers asked for so far. */
  List<Volume> volumes() {
    return List.copyOf(volumes.values());
  }

  /** Returns the claims that each pod has one of. */
  List<PersistentVolumeClaim> templates() {
    return List.copyOf(templates.values());
  }

  /** Returns what the containers of a service mount. */
  List<VolumeMount> mounts(Service service) {
    List<VolumeMount> mounts = new ArrayList<>();
    Of of = new Of(service);
    List<Mount> asked = MountsOf.service(service, export.project());
    asked.forEach(mount -> mount.accept(of).ifPresent(mounts::add));
    OptionalLong shared = service.resources().memory().shmSizeBytes();
    if (shared.isPresent() && asked.stream().noneMatch(m -> m.target().equals(SHARED_MEMORY))) {
      mounts.add(mount(memory(service, SHARED_MEMORY, shared), SHARED_MEMORY));
    }
    List<String> taken = asked.stream().map(Mount::target).toList();
    contents.files(service).stream()
        .filter(file -> !taken.contains(file.target()))
        .forEach(file -> mounts.add(mount(service, file)));
    return mounts;
  }

  private VolumeMount mount(Service service, Contents.File file) {
    Grant grant = file.grant();
    warnOfOwner(service, file);
    int mode = grant.mode().orElse(USUAL_MODE);
    KeyToPath item = new KeyToPath();
    item.setKey(file.key());
    item.setPath(file.key());
    item.setMode(mode == USUAL_MODE ? null : mode);
    String what = file.secret() ? "secret" : "config";
    String identity = what + " " + file.object() + " " + mode;
    String name =
        made(
            identity,
            what + "-" + file.object(),
            what,
            volume -> {
              if (file.secret()) {
                SecretVolumeSource secret = new SecretVolumeSource();
                secret.setSecretName(file.object());
                secret.setDefaultMode(USUAL_MODE);
                secret.setItems(List.of(item));
                volume.setSecret(secret);
              } else {
                ConfigMapVolumeSource config = new ConfigMapVolumeSource();
                config.setName(file.object());
                config.setDefaultMode(USUAL_MODE);
                config.setItems(List.of(item));
                volume.setConfigMap(config);
              }
            });
    VolumeMount mount = mount(name, file.target());
    mount.setSubPath(file.key());
    mount.setReadOnly(true);
    return mount;
  }

  private void warnOfOwner(Service service, Contents.File file) {
    boolean owned =
        !file.grant().uid().orElse("0").equals("0") || !file.grant().gid().orElse("0").equals("0");
    if (owned) {
      export
          .remarks()
          .about(
              service.name(),
              file.secret() ? "secrets" : "configs",
              file.target() + " belongs to root: Kubernetes knows no owner of such files",
              "let everybody read it with 'mode', or give the pod a group with 'group_add'");
    }
  }

  private String memory(Service service, String target, OptionalLong size) {
    return made(
        "memory " + service.name() + " " + target,
        "memory-" + ResourceNames.of(service.name()),
        "memory",
        volume -> {
          EmptyDirVolumeSource memory = new EmptyDirVolumeSource();
          memory.setMedium(MEMORY);
          size.ifPresent(bytes -> memory.setSizeLimit(Quantities.bytes(bytes)));
          volume.setEmptyDir(memory);
        });
  }

  /**
   * Returns the name of a volume, made if none is the same.
   *
   * @param identity equal for what is the same volume
   * @param wish the name it is to have if it is free and not too long
   * @param kind what it is called otherwise, with a number
   */
  private String made(String identity, String wish, String kind, Consumer<Volume> content) {
    Volume known = volumes.get(identity);
    if (known != null) {
      return known.getName();
    }
    String name = wish;
    for (int i = 2; !ResourceNames.isLabel(name) || isTaken(name); i++) {
      String numbered = wish + "-" + i;
      name = ResourceNames.isLabel(numbered) ? numbered : kind + "-" + i;
    }
    Volume volume = new Volume();
    volume.setName(name);
    content.accept(volume);
    volumes.put(identity, volume);
    return name;
  }

  private boolean isTaken(String name) {
    return templates.containsKey(name)
        || volumes.values().stream().anyMatch(volume -> volume.getName().equals(name));
  }

  private static VolumeMount mount(String volume, String target) {
    VolumeMount mount = new VolumeMount();
    mount.setName(volume);
    mount.setMountPath(target);
    return mount;
  }

  /** What each kind of mount becomes; empty for what a cluster has nothing like. */
  private final class Of implements Mount.Visitor<Optional<VolumeMount>> {
    private final Service service;

    Of(Service service) {
      this.service = service;
    }

    @Override
    public Optional<VolumeMount> bind(Mount.Bind bind) {
      String name = hostPath(bind.source());
      VolumeMount mount = readOnly(mount(name, bind.target()), bind.readOnly());
      bind.propagation()
          .map(Of::propagation)
          .filter(propagation -> !propagation.isEmpty())
          .ifPresent(mount::setMountPropagation);
      if (bind.recursion().filter(Mount.Bind.Recursion.READONLY::equals).isPresent()) {
        mount.setRecursiveReadOnly("Enabled");
      }
      if (bind.selinux().isPresent()) {
        warn("volumes", "files of the host are not relabelled for SELinux", "label them yourself");
      }
      return Optional.of(mount);
    }

    private static String propagation(String word) {
      return switch (word) {
        case "shared", "rshared" -> "Bidirectional";
        case "slave", "rslave" -> "HostToContainer";
        default -> "";
      };
    }

    private String hostPath(String source) {
      warn(
          "volumes",
          source + " is a path of the node that the pod runs on: each node must have it",
          "use a named volume or a config, or bring the files into the image");
      return made(
          "host " + source,
          "host-" + Math.addExact(1, count("host ")),
          "host",
          volume -> {
            HostPathVolumeSource host = new HostPathVolumeSource();
            host.setPath(source);
            volume.setHostPath(host);
          });
    }

    private int count(String kindOfIdentity) {
      return (int) volumes.keySet().stream().filter(key -> key.startsWith(kindOfIdentity)).count();
    }

    @Override
    public Optional<VolumeMount> volume(Mount.Volume named) {
      Optional<String> onHost = claims.hostPath(named.volume());
      String name = onHost.map(this::hostPath).orElseGet(() -> claimed(named));
      VolumeMount mount = readOnly(mount(name, named.target()), named.readOnly());
      named.subpath().ifPresent(mount::setSubPath);
      return Optional.of(mount);
    }

    private String claimed(Mount.Volume named) {
      String claim = claims.name(named.volume());
      if (kind == WorkloadKind.STATEFUL_SET && claims.isOwn(named.volume(), group)) {
        templates.computeIfAbsent(claim, any -> claims.template(named.volume()));
        return claim;
      }
      return made(
          "claim " + claim,
          claim,
          "claim",
          volume -> {
            PersistentVolumeClaimVolumeSource source = new PersistentVolumeClaimVolumeSource();
            source.setClaimName(claim);
            volume.setPersistentVolumeClaim(source);
          });
    }

    @Override
    public Optional<VolumeMount> anonymousVolume(Mount.AnonymousVolume anonymous) {
      String name =
          made(
              "scratch " + service.name() + " " + anonymous.target(),
              "scratch-" + ResourceNames.of(service.name()),
              "scratch",
              volume -> volume.setEmptyDir(new EmptyDirVolumeSource()));
      return Optional.of(readOnly(mount(name, anonymous.target()), anonymous.readOnly()));
    }

    @Override
    public Optional<VolumeMount> tmpfs(Mount.Tmpfs tmpfs) {
      boolean unusualMode = tmpfs.mode().orElse(USUAL_TMPFS_MODE) != USUAL_TMPFS_MODE;
      if (unusualMode || !tmpfs.options().isEmpty()) {
        warn(
            "tmpfs",
            tmpfs.target() + " has neither a mode nor options of its own in a cluster",
            "let the program make a directory in it that is as it wants it");
      }
      return Optional.of(mount(memory(service, tmpfs.target(), tmpfs.sizeBytes()), tmpfs.target()));
    }

    @Override
    public Optional<VolumeMount> image(Mount.Image image) {
      String reference = image(image.source());
      String name =
          made(
              "image " + reference,
              "image-" + Math.addExact(1, count("image ")),
              "image",
              volume -> {
                ImageVolumeSource source = new ImageVolumeSource();
                source.setReference(reference);
                volume.setImage(source);
              });
      VolumeMount mount = readOnly(mount(name, image.target()), true);
      image.subpath().ifPresent(mount::setSubPath);
      return Optional.of(mount);
    }

    /** A mount may name a service in place of that service's image. */
    private String image(String source) {
      return Optional.of(source)
          .filter(name -> SERVICE_KEY.matcher(name).matches())
          .map(name -> export.project().services().get(new ServiceName(name)))
          .flatMap(Service::image)
          .map(Object::toString)
          .orElse(source);
    }

    @Override
    public Optional<VolumeMount> clusterVolume(Mount.ClusterVolume mount) {
      warn("volumes", "a volume of Swarm's cluster is left out", "use a named volume");
      return Optional.empty();
    }

    @Override
    public Optional<VolumeMount> namedPipe(Mount.NamedPipe mount) {
      warn("volumes", "a named pipe of Windows is left out", "remove it");
      return Optional.empty();
    }

    private void warn(String key, String message, String hint) {
      export.remarks().about(service.name(), key, message, hint);
    }

    private static VolumeMount readOnly(VolumeMount mount, boolean readOnly) {
      mount.setReadOnly(readOnly ? true : null);
      return mount;
    }
  }
}
