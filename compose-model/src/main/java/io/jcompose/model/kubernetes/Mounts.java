package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.kubernetes.FilesOfVolume.GivenFile;
import io.jcompose.model.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is mounted into one container. */
final class Mounts {
  private static final String ROOT_GROUP = "0";
  private static final Set<String> FILE_TYPES =
      Set.of("File", "FileOrCreate", "Socket", "CharDevice", "BlockDevice");

  private final Reading reading;
  private final Pod pod;
  private final Fields fields;
  private final Variables variables;
  private final Map<String, Element> volumes = new LinkedHashMap<>();
  private final List<Node> mounts = new ArrayList<>();
  private final List<Node> configs = new ArrayList<>();
  private final List<Node> secrets = new ArrayList<>();

  Mounts(Reading reading, Pod pod, Element container, Fields fields, Variables variables) {
    this.reading = reading;
    this.pod = pod;
    this.fields = fields;
    this.variables = variables;
    pod.spec()
        .items("volumes")
        .forEach(volume -> volume.text("name").ifPresent(name -> volumes.put(name, volume)));
    container.items("volumeMounts").forEach(this::add);
    container
        .get("volumeDevices")
        .ifPresent(
            devices ->
                devices.problem(
                    "block devices are not given to containers", "mount a volume instead"));
  }

  /** Adds the mounts to a service. */
  void addTo(ComposeMap service) {
    service.list("volumes", mounts).list("configs", configs).list("secrets", secrets);
  }

  private void add(Element mount) {
    String name = mount.text("name").orElse("");
    Element volume = volumes.get(name);
    String claim = pod.claims().get(name);
    if (claim != null) {
      addClaim(mount, claim);
    } else if (volume == null) {
      mount
          .get("name")
          .orElse(mount)
          .problem(
              "the pod has no volume '" + name + "'",
              NearestName.hint(name, volumes.keySet(), "add it below 'volumes'"));
    } else {
      add(mount, volume);
    }
  }

  private void add(Element mount, Element volume) {
    Optional<Map<String, GivenFile>> files = FilesOfVolume.of(volume, reading.contents(), fields);
    if (files.isPresent()) {
      addFiles(mount, files.get());
    } else if (volume.has("persistentVolumeClaim")) {
      Element claim = volume.get("persistentVolumeClaim").get();
      addClaim(mount, claim.text("claimName").orElse(""));
    } else if (volume.has("hostPath")) {
      addHostPath(mount, volume.get("hostPath").get());
    } else if (volume.has("image")) {
      Element image = volume.get("image").get();
      ComposeMap added = mount("image", mount).text("source", image.text("reference").orElse(""));
      subPath(mount)
          .ifPresent(
              path -> added.put("image", new ComposeMap(mount.place()).text("subpath", path)));
      mounts.add(added.node());
    } else if (volume.has("emptyDir") || volume.members().size() == 1) {
      addEmptyDirectory(mount, volume);
    } else {
      String kind =
          volume.members().keySet().stream()
              .filter(key -> !key.equals("name"))
              .findFirst()
              .orElse("");
      volume
          .get(kind)
          .orElse(volume)
          .problem(
              "a volume of kind '" + kind + "' cannot be had on this host",
              "use 'persistentVolumeClaim', 'hostPath' or 'emptyDir'");
    }
  }

  private ComposeMap mount(String type, Element mount) {
    Element target = mount.get("mountPath").orElse(mount);
    ComposeMap added =
        new ComposeMap(mount.place())
            .text("type", type)
            .text("target", target.place(), target.text().orElse(""));
    if (mount.flag("readOnly")) {
      added.bare("read_only", true);
    }
    return added;
  }

  private Optional<String> subPath(Element mount) {
    return mount
        .text("subPath")
        .or(() -> mount.get("subPathExpr").map(path -> Expansion.of(path, variables.values())))
        .filter(path -> !path.isEmpty());
  }

  /** As with podman, a new volume of a claim gets what the image has at its place. */
  private void addClaim(Element mount, String claim) {
    String key = reading.volumes().claim(claim, mount.place());
    addVolume(mount, key, new ComposeMap(mount.place()));
  }

  private void addVolume(Element mount, String key, ComposeMap options) {
    subPath(mount).ifPresent(path -> options.text("subpath", path));
    warnOfPropagation(mount);
    mounts.add(mount("volume", mount).text("source", key).unlessEmpty("volume", options).node());
  }

  private static void warnOfPropagation(Element mount) {
    mount
        .get("mountPropagation")
        .filter(kind -> !kind.text().equals(Optional.of("None")))
        .ifPresent(kind -> kind.warning("has no effect on what is not of the host", "remove it"));
  }

  private void addEmptyDirectory(Element mount, Element volume) {
    String name = volume.text("name").orElse("");
    Optional<Element> directory = volume.get("emptyDir");
    boolean memory =
        directory.flatMap(each -> each.text("medium")).filter("Memory"::equals).isPresent();
    Optional<Element> limit = directory.flatMap(each -> each.get("sizeLimit"));
    if (memory && users(name) == 1 && subPath(mount).isEmpty()) {
      ComposeMap tmpfs = new ComposeMap(mount.place()).bare("mode", "0777");
      limit
          .flatMap(Element::text)
          .flatMap(Quantity::parse)
          .filter(Quantity::isPositive)
          .ifPresent(size -> tmpfs.text("size", size.roundedUp().toPlainString()));
      mounts.add(mount("tmpfs", mount).put("tmpfs", tmpfs).node());
      return;
    }
    if (memory) {
      directory
          .flatMap(each -> each.get("medium"))
          .ifPresent(
              medium -> medium.warning("a directory that containers share is on the disk", ""));
    }
    limit.ifPresent(size -> size.warning("the size of a directory on the disk is not limited", ""));
    addVolume(
        mount,
        reading.volumes().emptyDirectory(pod, name, volume.place()),
        new ComposeMap(mount.place()).bare("nocopy", true));
  }

  private long users(String volume) {
    return pod.containers().stream()
        .flatMap(container -> container.items("volumeMounts").stream())
        .filter(mount -> mount.text("name").equals(Optional.of(volume)))
        .count();
  }

  private void addHostPath(Element mount, Element source) {
    Element written = source.get("path").orElse(source);
    String path = written.text().orElse("");
    String type = source.text("type").orElse("");
    if (!path.startsWith("/")) {
      written.problem("'" + path + "' is not an absolute path of the host", "start it with '/'");
      return;
    }
    checkHostPath(written, path, type);
    String whole = subPath(mount).map(below -> path + "/" + below).orElse(path);
    ComposeMap bind =
        new ComposeMap(mount.place())
            .bare("create_host_path", type.isEmpty() || type.equals("DirectoryOrCreate"));
    mount
        .text("mountPropagation")
        .filter(kind -> !kind.equals("None"))
        .ifPresent(
            kind -> bind.text("propagation", kind.equals("Bidirectional") ? "rshared" : "rslave"));
    mounts.add(
        mount("bind", mount).text("source", written.place(), whole).put("bind", bind).node());
  }

  private void checkHostPath(Element written, String path, String type) {
    boolean directory = reading.host().isDirectory(path);
    boolean file = reading.host().isFile(path);
    boolean mayBeMade = type.equals("DirectoryOrCreate");
    if ((type.equals("Directory") && !directory) || (mayBeMade && file)) {
      written.problem(
          (file ? path + " is not a directory" : "there is no directory " + path) + " on this host",
          mayBeMade ? "name another path" : "make it, or write 'type: DirectoryOrCreate'");
    } else if (FILE_TYPES.contains(type) && !file) {
      written.problem(
          (directory ? path + " is a directory" : "there is no file " + path) + " on this host",
          "make it, or name another path");
    }
  }

  private void addFiles(Element mount, Map<String, GivenFile> files) {
    String target = mount.text("mountPath").orElse("");
    Optional<String> below = subPath(mount).map(path -> path.replaceAll("/+$", ""));
    warnOfPropagation(mount);
    if (below.isPresent() && files.containsKey(below.get())) {
      grant(mount, target, files.get(below.get()));
      return;
    }
    // a directory of its own: what the image has there is not to be seen among the files
    mounts.add(
        mount("tmpfs", mount)
            .put("tmpfs", new ComposeMap(mount.place()).bare("mode", "0755").text("size", "1m"))
            .node());
    String start = below.map(path -> path + "/").orElse("");
    files.forEach(
        (path, file) -> {
          if (path.startsWith(start)) {
            grant(mount, target.replaceAll("/+$", "") + "/" + path.substring(start.length()), file);
          }
        });
  }

  private void grant(Element mount, String target, GivenFile file) {
    Place place = mount.place();
    Optional<String> group = pod.spec().at("securityContext", "fsGroup").flatMap(Element::text);
    // a group of its own is there to read what it gets
    int mode = group.isPresent() ? file.mode() | 0440 : file.mode();
    Node grant =
        new ComposeMap(place)
            .text("source", reading.given().nameOf(file.piece()))
            .text("target", target)
            .text("uid", "0")
            .text("gid", group.orElse(ROOT_GROUP))
            .bare("mode", String.format("0%03o", mode))
            .node();
    (file.piece().isHidden() ? secrets : configs).add(grant);
  }
}
