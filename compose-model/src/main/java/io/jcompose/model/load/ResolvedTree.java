package io.jcompose.model.load;

import io.jcompose.model.merge.MergedTree;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A project as the tree of a Compose file, with the keys in the order and the values in the form in
 * which {@code docker compose config} prints them.
 *
 * <p>What a project does not hold because nothing acts on it ({@code profiles}, {@code x-*}) is
 * taken from the tree that it was read from.
 */
final class ResolvedTree {
  private static final String EXTENSION = "x-";

  private final Project project;
  private final MergedTree source;

  ResolvedTree(Project project, MergedTree source) {
    this.project = project;
    this.source = source;
  }

  MapNode top() {
    var services = new TreeWriter();
    new TreeMap<>(project.services())
        .forEach((name, service) -> services.put(name.value(), service(service).node()));
    var networks = new TreeWriter();
    if (!project.services().isEmpty()) {
      networks.map("default", new TreeWriter().text("name", project.name() + "_default"));
    }
    var volumes = new TreeWriter();
    new TreeMap<>(project.volumes()).forEach((key, volume) -> volumes.map(key, volume(volume)));
    var top =
        new TreeWriter()
            .text("name", project.name().value())
            .put("services", services.node())
            .map("networks", networks)
            .map("volumes", volumes);
    addExtensions(top, Optional.of(source.top()));
    return top.node();
  }

  private TreeWriter service(Service service) {
    ProcessSettings process = service.process();
    SecuritySettings security = service.security();
    NetworkSettings network = service.network();
    Optional<MapNode> written = written(service.name());
    var tree = new TreeWriter();
    written.flatMap(map -> map.get("profiles")).ifPresent(it -> tree.put("profiles", escaped(it)));
    tree.texts("cap_add", capabilities(security.addAll(), security.added()))
        .texts("cap_drop", capabilities(security.dropAll(), security.dropped()))
        .put("command", words(process.command()))
        .text("container_name", service.containerName())
        .map("depends_on", dependencies(service.dependencies()))
        .put("entrypoint", words(process.entrypoint()))
        .map("environment", environment(process.environment()))
        .texts("expose", network.expose().stream().map(ResolvedTree::exposed).toList())
        .texts("extra_hosts", extraHosts(network.extraHosts()))
        .map("healthcheck", healthcheck(service.healthcheck()))
        .text("hostname", network.hostname())
        .text("image", service.image().value())
        .flag("init", process.init())
        .map("labels", labels(service.labels()))
        .texts("links", links(network.links()))
        .map("networks", new TreeWriter().nothing("default"))
        .maps("ports", network.ports().stream().map(ResolvedTree::port).toList())
        .flag("read_only", security.readOnly());
    if (!service.restart().equals(RestartPolicy.NO)) {
      tree.text("restart", service.restart().toString());
    }
    if (!process.stopGracePeriod().equals(ProcessSettings.DEFAULT_STOP_GRACE_PERIOD)) {
      tree.text("stop_grace_period", duration(process.stopGracePeriod()));
    }
    tree.text("stop_signal", process.stopSignal())
        .texts("tmpfs", tmpfs(service.mounts()))
        .text("user", process.user())
        .maps("volumes", mounts(service.mounts()))
        .text("working_dir", process.workingDirectory());
    addExtensions(tree, written);
    return tree;
  }

  private Optional<MapNode> written(ServiceName name) {
    return source
        .top()
        .get("services")
        .filter(MapNode.class::isInstance)
        .flatMap(services -> ((MapNode) services).get(name.value()))
        .filter(MapNode.class::isInstance)
        .map(MapNode.class::cast);
  }

  private static void addExtensions(TreeWriter tree, Optional<MapNode> written) {
    written.ifPresent(
        map ->
            map.entries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(EXTENSION))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> tree.put(entry.getKey(), escaped(entry.getValue().value()))));
  }

  private static Node escaped(Node node) {
    return TreeWriter.escaped(node);
  }

  private static List<String> capabilities(boolean all, Set<Capability> names) {
    return Stream.concat(
            all ? Stream.of("ALL") : Stream.empty(), names.stream().map(Capability::name).sorted())
        .toList();
  }

  private static Node words(Optional<List<String>> words) {
    return words.map(TreeWriter::list).orElseGet(TreeWriter::nothing);
  }

  private static TreeWriter dependencies(List<Dependency> dependencies) {
    var tree = new TreeWriter();
    dependencies.stream()
        .sorted((one, other) -> one.service().compareTo(other.service()))
        .forEach(
            dependency ->
                tree.map(
                    dependency.service().value(),
                    new TreeWriter()
                        .text("condition", dependency.condition().toString())
                        .flag("restart", dependency.restart())
                        .bare("required", dependency.required())));
    return tree;
  }

  private static TreeWriter environment(Environment environment) {
    var tree = new TreeWriter();
    Set<String> names = new TreeSet<>(environment.values().keySet());
    names.addAll(environment.removed());
    for (String name : names) {
      Optional.ofNullable(environment.values().get(name))
          .ifPresentOrElse(value -> tree.text(name, value), () -> tree.nothing(name));
    }
    return tree;
  }

  private static String exposed(Port port) {
    return port.toString().replace("/tcp", "");
  }

  private static List<String> extraHosts(List<NetworkSettings.ExtraHost> hosts) {
    return hosts.stream().map(host -> host.name() + "=" + host.address()).toList();
  }

  private static TreeWriter healthcheck(Healthcheck check) {
    var tree = new TreeWriter();
    check.test().ifPresent(words -> tree.texts("test", words));
    tree.text("timeout", check.timeout().map(ResolvedTree::duration))
        .text("interval", check.interval().map(ResolvedTree::duration));
    check.retries().ifPresent(number -> tree.bare("retries", number));
    return tree.text("start_period", check.startPeriod().map(ResolvedTree::duration))
        .text("start_interval", check.startInterval().map(ResolvedTree::duration))
        .flag("disable", check.disabled());
  }

  private static TreeWriter labels(Map<String, String> labels) {
    var tree = new TreeWriter();
    new TreeMap<>(labels).forEach(tree::text);
    return tree;
  }

  private static List<String> links(List<NetworkSettings.Link> links) {
    return links.stream()
        .map(
            link ->
                link.alias().equals(link.service().value())
                    ? link.alias()
                    : link.service() + ":" + link.alias())
        .toList();
  }

  private static TreeWriter port(PortMapping port) {
    return new TreeWriter()
        .text("mode", "ingress")
        .text("host_ip", port.hostAddress())
        .bare("target", port.target().number())
        .text("published", port.published())
        .text("protocol", port.target().protocol().toString());
  }

  private static TreeWriter volume(VolumeDefinition volume) {
    return new TreeWriter()
        .text("name", volume.name().value())
        .flag("external", volume.external())
        .map("labels", labels(volume.labels()));
  }

  private static List<String> tmpfs(List<Mount> mounts) {
    return mounts.stream()
        .filter(Mount.Tmpfs.class::isInstance)
        .map(Mount.Tmpfs.class::cast)
        .map(ResolvedTree::tmpfs)
        .toList();
  }

  private static String tmpfs(Mount.Tmpfs mount) {
    List<String> options = new ArrayList<>();
    mount.sizeBytes().ifPresent(bytes -> options.add("size=" + bytes));
    mount.mode().ifPresent(mode -> options.add("mode=" + Integer.toOctalString(mode)));
    Optional.of(mount.options()).filter(text -> !text.isEmpty()).ifPresent(options::add);
    return mount.target() + (options.isEmpty() ? "" : ":" + String.join(",", options));
  }

  private List<TreeWriter> mounts(List<Mount> mounts) {
    var form = new MountForm(keysOfVolumes());
    return mounts.stream()
        .filter(mount -> !(mount instanceof Mount.Tmpfs))
        .map(mount -> mount.accept(form))
        .toList();
  }

  private Map<VolumeName, String> keysOfVolumes() {
    Map<VolumeName, String> keys = new HashMap<>();
    project.volumes().forEach((key, volume) -> keys.put(volume.name(), key));
    return keys;
  }

  /** The long form of a mount. */
  private record MountForm(Map<VolumeName, String> keys) implements Mount.Visitor<TreeWriter> {
    @Override
    public TreeWriter bind(Mount.Bind mount) {
      return new TreeWriter()
          .text("type", "bind")
          .text("source", mount.source())
          .text("target", mount.target())
          .flag("read_only", mount.readOnly())
          .map(
              "bind",
              new TreeWriter()
                  .text("selinux", mount.selinux())
                  .text("propagation", mount.propagation())
                  .bare("create_host_path", mount.createHostPath()));
    }

    @Override
    public TreeWriter volume(Mount.Volume mount) {
      return new TreeWriter()
          .text("type", "volume")
          .text("source", keys.getOrDefault(mount.volume(), mount.volume().value()))
          .text("target", mount.target())
          .flag("read_only", mount.readOnly())
          .put("volume", new TreeWriter().flag("nocopy", mount.noCopy()).node());
    }

    @Override
    public TreeWriter anonymousVolume(Mount.AnonymousVolume mount) {
      return new TreeWriter()
          .text("type", "volume")
          .text("target", mount.target())
          .flag("read_only", mount.readOnly())
          .put("volume", new TreeWriter().node());
    }

    @Override
    public TreeWriter tmpfs(Mount.Tmpfs mount) {
      throw new IllegalArgumentException("written under 'tmpfs', not under 'volumes': " + mount);
    }
  }

  /** Returns a duration as Go writes it: {@code 1m30s}, {@code 500ms}, {@code 1h0m0s}. */
  static String duration(Duration duration) {
    long nanoseconds = duration.toNanos();
    long fraction = nanoseconds % 1_000_000_000;
    if (nanoseconds == fraction && fraction != 0) {
      if (fraction % 1_000_000 == 0) {
        return fraction / 1_000_000 + "ms";
      }
      return fraction % 1_000 == 0 ? fraction / 1_000 + "us" : fraction + "ns";
    }
    var text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    text.append(duration.toSecondsPart());
    if (fraction > 0) {
      text.append(String.format(".%09d", fraction).replaceAll("0+$", ""));
    }
    return text.append('s').toString();
  }
}
