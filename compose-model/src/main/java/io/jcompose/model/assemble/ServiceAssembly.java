package io.jcompose.model.assemble;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.ImageSource;
import io.jcompose.model.project.ModelUse;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.Provider;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.Service;
import io.jcompose.model.project.StorageSettings;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumesFrom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the typed service of its map. */
final class ServiceAssembly {
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
        source(service),
        service.text("container_name").map(ContainerName::new),
        process(service),
        console(service),
        HookAssembly.hooks(service),
        AttachmentAssembly.settings(service),
        AttachmentAssembly.attachments(service),
        mounts.mounts(service),
        storage(service),
        IsolationAssembly.security(service),
        IsolationAssembly.isolation(service),
        ResourceAssembly.resources(service),
        dependencies(service),
        healthcheck(service.section("healthcheck")),
        service.text("restart").map(ServiceAssembly::restart).orElse(RestartPolicy.NO),
        DeployAssembly.settings(service),
        service.texts("labels"),
        service.texts("annotations"),
        service.each("models", (key, model) -> model(model)),
        ExtensionAssembly.of(service));
  }

  /** Returns the image; one that is built and has no name is called {@code PROJECT-SERVICE}. */
  private Optional<ImageReference> image(String name, Section service) {
    return service
        .text("image")
        .map(ImageReference::new)
        .or(
            () ->
                service.has("provider")
                    ? Optional.empty()
                    : Optional.of(ImageReference.ofService(project, new ServiceName(name))));
  }

  private static ImageSource source(Section service) {
    return new ImageSource(
        service.optionalSection("build").map(BuildAssembly::build),
        service
            .optionalSection("provider")
            .map(
                provider ->
                    new Provider(provider.text("type").orElse(""), provider.lists("options"))),
        service.text("pull_policy").map(PullPolicy::parse),
        service.text("pull_refresh_after"),
        service.text("platform"));
  }

  private static ConsoleSettings console(Section service) {
    return new ConsoleSettings(
        service.flag("tty"),
        service.flag("stdin_open"),
        false,
        service.bool("attach").orElse(true),
        service
            .optionalSection("logging")
            .map(
                logging ->
                    new ConsoleSettings.Logging(logging.text("driver"), logging.texts("options"))));
  }

  private static StorageSettings storage(Section service) {
    return new StorageSettings(
        service.list("volumes_from").stream()
            .filter(text -> !text.isEmpty())
            .map(VolumesFrom::parse)
            .toList(),
        GrantAssembly.grants(service, "configs"),
        GrantAssembly.grants(service, "secrets"),
        service.texts("storage_opt"));
  }

  private static ModelUse model(Section model) {
    return new ModelUse(model.text("endpoint_var"), model.text("model_var"));
  }

  private static ProcessSettings process(Section service) {
    return new ProcessSettings(
        service.optionalList("entrypoint"),
        service.optionalList("command"),
        HookAssembly.environment(service),
        service.text("user"),
        service.text("working_dir"),
        service.flag("init"),
        service.text("stop_signal").flatMap(Signal::parse),
        service.duration("stop_grace_period").orElse(ProcessSettings.DEFAULT_STOP_GRACE_PERIOD));
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
    return dependency
        .word("condition", Dependency.Condition.values())
        .orElse(Dependency.Condition.STARTED);
  }

  private static Healthcheck healthcheck(Section check) {
    Optional<List<String>> test = check.optionalList("test");
    boolean none = test.filter(words -> words.indexOf("NONE") == 0).isPresent();
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
