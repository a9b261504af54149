package io.jcompose.model.assemble;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the typed service of its map. */
final class ServiceAssembly {
  private static final String ALL_CAPABILITIES = "ALL";

  private final ProjectName project;
  private final MountAssembly mounts;
  private final Set<String> active;

  ServiceAssembly(ProjectName project, Map<String, VolumeDefinition> volumes, Set<String> active) {
    this.project = project;
    this.active = Set.copyOf(active);
    this.mounts = new MountAssembly(project, volumes);
  }

  Service service(String name, Section service) {
    return new Service(
        new ServiceName(name),
        service.place(),
        image(name, service),
        service.text("container_name").map(ContainerName::new),
        process(service),
        network(service),
        mounts.mounts(service),
        security(service),
        dependencies(service),
        healthcheck(service.section("healthcheck")),
        service.text("restart").map(ServiceAssembly::restart).orElse(RestartPolicy.NO),
        service.texts("labels"));
  }

  /** Returns the image; one that is built and has no name is called {@code PROJECT-SERVICE}. */
  private ImageReference image(String name, Section service) {
    return new ImageReference(
        service.text("image").orElse(project + "-" + name.toLowerCase(Locale.ROOT)));
  }

  private static ProcessSettings process(Section service) {
    return new ProcessSettings(
        service.optionalList("entrypoint"),
        service.optionalList("command"),
        environment(service),
        service.text("user"),
        service.text("working_dir"),
        service.flag("init"),
        service.text("stop_signal").flatMap(Signal::parse),
        service.duration("stop_grace_period").orElse(ProcessSettings.DEFAULT_STOP_GRACE_PERIOD));
  }

  private static Environment environment(Section service) {
    Map<String, String> values = new LinkedHashMap<>();
    Set<String> removed = new LinkedHashSet<>();
    service
        .map()
        .map("environment")
        .map(MapNode::entries)
        .orElse(Map.of())
        .forEach(
            (name, entry) -> {
              if (entry.value().isNull()) {
                removed.add(name);
              } else {
                values.put(name, ((ScalarNode) entry.value()).text());
              }
            });
    return new Environment(values, removed);
  }

  private static NetworkSettings network(Section service) {
    return new NetworkSettings(
        service.text("hostname"),
        PortAssembly.published(service),
        PortAssembly.exposed(service),
        service.list("links").stream().map(ServiceAssembly::link).toList(),
        service.list("extra_hosts").stream().map(ServiceAssembly::extraHost).toList());
  }

  private static NetworkSettings.Link link(String text) {
    String[] parts = text.split(":", 2);
    return new NetworkSettings.Link(new ServiceName(parts[0]), parts[parts.length - 1]);
  }

  private static NetworkSettings.ExtraHost extraHost(String line) {
    String[] parts = line.split("=", 2);
    return new NetworkSettings.ExtraHost(parts[0], parts[1]);
  }

  private static SecuritySettings security(Section service) {
    List<String> added = service.list("cap_add");
    List<String> dropped = service.list("cap_drop");
    return new SecuritySettings(
        hasAll(added),
        capabilities(added),
        hasAll(dropped),
        capabilities(dropped),
        service.flag("read_only"));
  }

  private static boolean hasAll(List<String> names) {
    return names.stream().anyMatch(ALL_CAPABILITIES::equalsIgnoreCase);
  }

  private static Set<Capability> capabilities(List<String> names) {
    return names.stream()
        .flatMap(name -> Capability.parse(name).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the dependencies on services that take part; others are not required. */
  private List<Dependency> dependencies(Section service) {
    return service.sections("depends_on").entrySet().stream()
        .filter(entry -> active.contains(entry.getKey()))
        .map(
            entry ->
                new Dependency(
                    new ServiceName(entry.getKey()),
                    condition(entry.getValue()),
                    entry.getValue().bool("required").orElse(true),
                    entry.getValue().flag("restart")))
        .toList();
  }

  private static Dependency.Condition condition(Section dependency) {
    String text = dependency.text("condition").orElse("");
    return Stream.of(Dependency.Condition.values())
        .filter(condition -> condition.toString().equals(text))
        .findFirst()
        .orElse(Dependency.Condition.STARTED);
  }

  private static Healthcheck healthcheck(Section check) {
    Optional<List<String>> test = check.optionalList("test");
    boolean none = test.filter(words -> words.get(0).equals("NONE")).isPresent();
    var retries = check.integer("retries");
    return new Healthcheck(
        none || check.flag("disable"),
        test.filter(unused -> !none),
        check.duration("interval"),
        check.duration("timeout"),
        check.duration("start_period"),
        check.duration("start_interval"),
        retries.isPresent() ? Optional.of(retries.getAsInt()) : Optional.empty());
  }

  private static RestartPolicy restart(String text) {
    String[] parts = text.split(":", 2);
    RestartPolicy.Kind kind =
        Stream.of(RestartPolicy.Kind.values())
            .filter(each -> each.toString().equals(parts[0]))
            .findFirst()
            .orElse(RestartPolicy.Kind.NO);
    return new RestartPolicy(kind, parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
  }
}
