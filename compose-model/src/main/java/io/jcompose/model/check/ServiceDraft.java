package io.jcompose.model.check;

import io.jcompose.model.error.Place;
import io.jcompose.model.interpolate.EnvFileReader;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was read of one service so far; a method a key. */
final class ServiceDraft {
  /** Keys that an image may come from; those not carried yet are complained about elsewhere. */
  private static final Set<String> IMAGE_SOURCES = Set.of("image", "build", "provider", "extends");

  private final ServiceName name;
  private final Place place;
  private final Variables variables;
  private final PortReader portReader;
  private final MountReader mountReader;

  private Optional<ImageReference> image = Optional.empty();
  private Optional<ContainerName> containerName = Optional.empty();
  private Optional<List<String>> entrypoint = Optional.empty();
  private Optional<List<String>> command = Optional.empty();
  private Environment environment = Environment.EMPTY;
  private List<EnvFileEntry> envFiles = List.of();
  private Optional<String> user = Optional.empty();
  private Optional<String> workingDirectory = Optional.empty();
  private boolean init;
  private Optional<Signal> stopSignal = Optional.empty();
  private Duration stopGracePeriod = ProcessSettings.DEFAULT_STOP_GRACE_PERIOD;
  private Optional<String> hostname = Optional.empty();
  private List<PortMapping> ports = List.of();
  private Set<Port> expose = Set.of();
  private List<NetworkSettings.Link> links = List.of();
  private List<NetworkSettings.ExtraHost> extraHosts = List.of();
  private final List<MountReader.Placed> mounts = new ArrayList<>();
  private CapabilityList added = CapabilityList.NONE;
  private CapabilityList dropped = CapabilityList.NONE;
  private boolean readOnly;
  private final Map<ServiceName, Dependency> dependencies = new LinkedHashMap<>();
  private Healthcheck healthcheck = Healthcheck.UNSET;
  private RestartPolicy restart = RestartPolicy.NO;
  private Map<String, String> labels = Map.of();
  private List<String> profiles = List.of();
  private final List<Mention> mentions = new ArrayList<>();

  ServiceDraft(
      ServiceName name,
      Place place,
      Variables variables,
      PortReader portReader,
      MountReader mountReader) {
    this.name = name;
    this.place = place;
    this.variables = variables;
    this.portReader = portReader;
    this.mountReader = mountReader;
  }

  void image(Value value) {
    image = value.as(ImageReference::new, "write '[REGISTRY/]NAME[:TAG]', in lower case");
  }

  void containerName(Value value) {
    containerName = value.as(ContainerName::new, "rename the container");
    containerName.ifPresent(
        given -> mentions.add(Mention.of(Mention.Kind.CONTAINER_NAME, given.value(), value)));
  }

  void entrypoint(Value value) {
    entrypoint = CommandLine.read(value);
  }

  void command(Value value) {
    command = CommandLine.read(value);
  }

  void environment(Value value) {
    environment = KeyValues.environment(value, variables);
  }

  void envFile(Value value) {
    envFiles = value.items().stream().map(this::envFileEntry).flatMap(Optional::stream).toList();
  }

  private Optional<EnvFileEntry> envFileEntry(Value item) {
    var draft = new EnvFileDraft();
    if (item.isMap()) {
      KeyRegistry.ENV_FILE.read(item, draft);
    } else {
      draft.path(item);
    }
    if (item.isMap() && draft.file.isEmpty()) {
      item.problem("has no 'path'", "add 'path' with the file's name");
    }
    return draft.file.map(
        file ->
            new EnvFileEntry(
                file,
                mountReader.hostPath(file),
                draft.required,
                draft.format,
                item.place(),
                item.path().toString()));
  }

  void user(Value value) {
    user = value.text();
  }

  void workingDirectory(Value value) {
    workingDirectory = value.text();
  }

  void init(Value value) {
    init = value.bool().orElse(false);
  }

  void stopSignal(Value value) {
    stopSignal = value.text().flatMap(Signal::parse);
    if (stopSignal.isEmpty()) {
      value.problem(
          value.node().description() + " is not a signal", "write a name such as 'SIGTERM'");
    }
  }

  void stopGracePeriod(Value value) {
    stopGracePeriod = value.duration().orElse(stopGracePeriod);
  }

  void hostname(Value value) {
    hostname = value.as(HostNames::checked, "write letters, digits and '-', parts joined by '.'");
  }

  static void networks(Value value) {
    DefaultNetwork.only(value, network -> KeyRegistry.SERVICE_NETWORK.read(network, network));
  }

  void ports(Value value) {
    ports = portReader.mappings(value);
  }

  void expose(Value value) {
    expose = portReader.exposed(value);
  }

  void links(Value value) {
    List<NetworkSettings.Link> found = new ArrayList<>();
    for (Value item : value.items()) {
      Optional<NetworkSettings.Link> link =
          item.as(HostNames::link, "write 'SERVICE' or 'SERVICE:ALIAS'");
      link.ifPresent(
          given -> {
            found.add(given);
            mentions.add(Mention.of(Mention.Kind.LINK, given.service().value(), item));
          });
    }
    links = found;
  }

  void extraHosts(Value value) {
    extraHosts =
        value.items().stream()
            .map(item -> item.as(HostNames::extraHost, "write 'NAME=ADDRESS'"))
            .flatMap(Optional::stream)
            .toList();
  }

  void volumes(Value value) {
    mounts.addAll(mountReader.volumes(value));
  }

  void tmpfs(Value value) {
    mounts.addAll(mountReader.tmpfs(value));
  }

  void capAdd(Value value) {
    added = CapabilityList.read(value);
  }

  void capDrop(Value value) {
    dropped = CapabilityList.read(value);
  }

  void readOnly(Value value) {
    readOnly = value.bool().orElse(false);
  }

  void dependsOn(Value value) {
    value
        .entries()
        .forEach(
            (key, options) -> {
              Place keyPlace = value.placeOfKey(key);
              mentions.add(
                  new Mention(Mention.Kind.DEPENDENCY, key, keyPlace, options.path().toString()));
              DependencyDraft.read(key, options)
                  .ifPresent(found -> dependencies.put(found.service(), found));
            });
  }

  void healthcheck(Value value) {
    healthcheck = HealthcheckDraft.read(value);
  }

  void restart(Value value) {
    restart =
        value
            .as(
                RestartPolicies::parse,
                "use \"no\", 'always', 'on-failure[:ATTEMPTS]' or 'unless-stopped'")
            .orElse(restart);
  }

  void labels(Value value) {
    labels = KeyValues.texts(value);
  }

  void profiles(Value value) {
    profiles = value.texts();
  }

  /** Returns the service; {@code whole} is the map that it was read from. */
  CheckedService build(Value whole) {
    if (image.isEmpty() && whole.entries().keySet().stream().noneMatch(IMAGE_SOURCES::contains)) {
      whole
          .findings()
          .problem(place, whole.path().toString(), "has no 'image'", "add 'image: NAME'");
    }
    checkTargets();
    for (NetworkSettings.Link link : links) {
      dependencies.putIfAbsent(
          link.service(), new Dependency(link.service(), Dependency.Condition.STARTED, true, true));
    }
    mentions.addAll(mountReader.mentions());
    return new CheckedService(
        name,
        place,
        image.map(this::service),
        profiles,
        envFiles,
        List.copyOf(dependencies.values()),
        mentions);
  }

  private void checkTargets() {
    Map<String, MountReader.Placed> byTarget = new LinkedHashMap<>();
    for (MountReader.Placed mount : mounts) {
      MountReader.Placed first = byTarget.putIfAbsent(mount.mount().target(), mount);
      if (first != null) {
        mount
            .where()
            .problem(
                "'"
                    + mount.mount().target()
                    + "' is already mounted by "
                    + first.where().path()
                    + " at "
                    + first.where().place(),
                "keep one of the two");
      }
    }
  }

  private Service service(ImageReference known) {
    return new Service(
        name,
        place,
        known,
        containerName,
        new ProcessSettings(
            entrypoint,
            command,
            environment,
            user,
            workingDirectory,
            init,
            stopSignal,
            stopGracePeriod),
        new NetworkSettings(hostname, ports, expose, links, extraHosts),
        mounts.stream().map(MountReader.Placed::mount).toList(),
        new SecuritySettings(added.all(), added.names(), dropped.all(), dropped.names(), readOnly),
        List.copyOf(dependencies.values()),
        healthcheck,
        restart,
        labels);
  }

  /** What was read of one entry of {@code env_file:} so far. */
  static final class EnvFileDraft {
    private Optional<String> file = Optional.empty();
    private boolean required = true;
    private EnvFileReader.Format format = EnvFileReader.Format.DOTENV;

    void path(Value value) {
      file = value.text().filter(text -> !text.isEmpty());
    }

    void required(Value value) {
      required = value.bool().orElse(true);
    }

    void format(Value value) {
      if (value.text().filter("raw"::equals).isPresent()) {
        format = EnvFileReader.Format.RAW;
      } else {
        value.problem(
            "env file format " + value.node().description() + " is not known",
            "write 'raw', or remove 'format'");
      }
    }
  }
}
