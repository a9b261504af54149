package io.jcompose.model.plan;

import io.jcompose.model.error.Place;
import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.DeploymentSettings;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Extensions;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.ImageSource;
import io.jcompose.model.project.IsolationSettings;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkAttachments;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.ResourceSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.StorageSettings;
import io.jcompose.model.project.TopologyChoice;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.NameSeparator;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service that a test describes bit by bit; every bit left out is what Compose takes then. */
final class ServiceBuilder {
  private final String name;
  private ImageReference image = new ImageReference("rootfs:/");
  private Place place = new Place("app.yaml", 2, 3);
  private Optional<String> containerName = Optional.empty();
  private Optional<List<String>> entrypoint = Optional.empty();
  private Optional<List<String>> command = Optional.empty();
  private Environment environment = Environment.EMPTY;
  private Optional<String> user = Optional.empty();
  private Optional<String> hostname = Optional.empty();
  private final List<PortMapping> ports = new ArrayList<>();
  private final Set<Port> expose = new LinkedHashSet<>();
  private final List<NetworkSettings.Link> links = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private final List<Dependency> dependencies = new ArrayList<>();
  private SecuritySettings security = SecuritySettings.DEFAULT;
  private Healthcheck healthcheck = Healthcheck.UNSET;
  private RestartPolicy restart = RestartPolicy.NO;
  private Map<String, String> labels = Map.of();
  private DeploymentSettings deployment = DeploymentSettings.DEFAULT;

  private ServiceBuilder(String name) {
    this.name = name;
  }

  static ServiceBuilder service(String name) {
    return new ServiceBuilder(name);
  }

  static Project project(TopologyChoice topology, ServiceBuilder... services) {
    Map<ServiceName, Service> byName = new LinkedHashMap<>();
    Map<String, VolumeDefinition> volumes = new LinkedHashMap<>();
    for (ServiceBuilder builder : services) {
      Service service = builder.build();
      byName.put(service.name(), service);
      for (Mount mount : service.mounts()) {
        if (mount instanceof Mount.Volume volume) {
          volumes.put(
              volume.volume().value(),
              new VolumeDefinition(
                  volume.volume(),
                  false,
                  Optional.empty(),
                  Map.of(),
                  Map.of("kept", "yes"),
                  Extensions.NONE));
        }
      }
    }
    return new Project(
        new ProjectName("shop"),
        "/srv/shop",
        List.of("/srv/shop/app.yaml"),
        byName,
        Map.of(),
        volumes,
        Map.of(),
        Map.of(),
        Map.of(),
        topology,
        NameSeparator.HYPHEN,
        Extensions.NONE);
  }

  static Project project(ServiceBuilder... services) {
    return project(TopologyChoice.AUTO, services);
  }

  ServiceBuilder at(int line) {
    place = new Place("app.yaml", line, 3);
    return this;
  }

  ServiceBuilder image(String reference) {
    image = new ImageReference(reference);
    return this;
  }

  ServiceBuilder containerName(String text) {
    containerName = Optional.of(text);
    return this;
  }

  ServiceBuilder entrypoint(String... words) {
    entrypoint = Optional.of(List.of(words));
    return this;
  }

  ServiceBuilder command(String... words) {
    command = Optional.of(List.of(words));
    return this;
  }

  ServiceBuilder environment(Environment changed) {
    environment = changed;
    return this;
  }

  ServiceBuilder user(String text) {
    user = Optional.of(text);
    return this;
  }

  ServiceBuilder hostname(String text) {
    hostname = Optional.of(text);
    return this;
  }

  /** Publishes {@code target} on {@code first} to {@code last} of {@code address}; "" means all. */
  ServiceBuilder publish(String address, int first, int last, int target, Protocol protocol) {
    ports.add(
        new PortMapping(
            Optional.of(address).filter(text -> !text.isEmpty()),
            Optional.of(new PortMapping.PortRange(first, last)),
            new Port(target, protocol)));
    return this;
  }

  ServiceBuilder publish(int host, int target) {
    return publish("", host, host, target, Protocol.TCP);
  }

  ServiceBuilder expose(int port) {
    expose.add(new Port(port, Protocol.TCP));
    return this;
  }

  ServiceBuilder link(String service, String alias) {
    links.add(new NetworkSettings.Link(new ServiceName(service), alias));
    return this;
  }

  ServiceBuilder mount(Mount mount) {
    mounts.add(mount);
    return this;
  }

  ServiceBuilder after(String service, Dependency.Condition condition, boolean required) {
    dependencies.add(new Dependency(new ServiceName(service), condition, required, false));
    return this;
  }

  ServiceBuilder after(String service) {
    return after(service, Dependency.Condition.STARTED, true);
  }

  ServiceBuilder security(SecuritySettings changed) {
    security = changed;
    return this;
  }

  ServiceBuilder healthcheck(Healthcheck changed) {
    healthcheck = changed;
    return this;
  }

  ServiceBuilder restart(RestartPolicy changed) {
    restart = changed;
    return this;
  }

  ServiceBuilder labels(Map<String, String> changed) {
    labels = changed;
    return this;
  }

  ServiceBuilder replicas(int count) {
    deployment = deployment.withScale(count);
    return this;
  }

  Service build() {
    return new Service(
        new ServiceName(name),
        place,
        Optional.of(image),
        ImageSource.DEFAULT,
        containerName.map(ContainerName::new),
        new ProcessSettings(
            entrypoint,
            command,
            environment,
            user,
            Optional.empty(),
            false,
            Optional.empty(),
            Duration.ofSeconds(10)),
        ConsoleSettings.DEFAULT,
        Hooks.NONE,
        new NetworkSettings(hostname, Optional.empty(), ports, expose, links, List.of()),
        NetworkAttachments.NONE,
        mounts,
        StorageSettings.NONE,
        security,
        IsolationSettings.DEFAULT,
        ResourceSettings.DEFAULT,
        dependencies,
        healthcheck,
        restart,
        deployment,
        labels,
        Map.of(),
        Map.of(),
        Extensions.NONE);
  }

  /** Returns the plan of this service in a project of its own. */
  ContainerPlan plan() {
    return new Planner(ImageFacts.NONE).plan(project(this)).containers().get(0);
  }
}
