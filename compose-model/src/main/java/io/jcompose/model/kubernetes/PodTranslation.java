package io.jcompose.model.kubernetes;

import io.jcompose.model.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the services of one pod. The first container that starts has the pod's networks, names and
 * ports; the others join it, so that all of them share one network namespace.
 */
final class PodTranslation {
  private final Reading reading;
  private final Pod pod;
  private final PlayChoices choices;
  private final ComposeMap dependencies;
  private final Map<String, ComposeMap> services = new LinkedHashMap<>();
  private final List<Element> started = new ArrayList<>();

  /**
   * Creates the translation.
   *
   * @param dependencies what the pod waits for, as Compose writes it
   */
  PodTranslation(Reading reading, Pod pod, PlayChoices choices, ComposeMap dependencies) {
    this.reading = reading;
    this.pod = pod;
    this.choices = choices;
    this.dependencies = dependencies;
  }

  /** Returns the services by name, in the order in which they start. */
  Map<String, ComposeMap> services() {
    pod.containers().forEach(this::add);
    pod.spec()
        .get("shareProcessNamespace")
        .filter(flag -> flag.text().equals(Optional.of("true")))
        .ifPresent(flag -> flag.warning("containers do not see each other's processes yet", ""));
    return services;
  }

  private void add(Element container) {
    String name = pod.serviceOf(container);
    ComposeMap service = new ComposeMap(container.place());
    var fields = new Fields(pod, container);
    var variables = new Variables(reading.contents(), fields, container);
    container
        .get("image")
        .ifPresentOrElse(
            image -> service.text("image", image.place(), image.text().orElse("")),
            () -> container.problem("a container needs 'image'", "add 'image: NAME'"));
    service.text("container_name", name);
    pullPolicy(service, container);
    command(service, container, variables);
    service.unlessEmpty("environment", variables.environment());
    container
        .get("workingDir")
        .ifPresent(path -> service.text("working_dir", path.place(), path.text().orElse("")));
    new Mounts(reading, pod, container, fields, variables).addTo(service);
    new Security(pod, reading.honours()).addTo(service, container);
    var probes = new Probes(pod, variables.values());
    probes.addTo(service, container);
    new Hooks(probes).addTo(service, container);
    new Amounts(reading.honours()).addTo(service, container);
    process(service, container);
    restart(service, container);
    network(service);
    dependencies(service);
    labels(service, container);
    services.put(name, service);
    started.add(container);
  }

  private static void pullPolicy(ComposeMap service, Element container) {
    container
        .get("imagePullPolicy")
        .ifPresent(
            policy ->
                service.text(
                    "pull_policy",
                    policy.place(),
                    switch (policy.text().orElse("")) {
                      case "Always" -> "always";
                      case "Never" -> "never";
                      default -> "missing";
                    }));
  }

  private static void command(ComposeMap service, Element container, Variables variables) {
    container
        .get("command")
        .ifPresent(
            command -> service.texts("entrypoint", command.place(), words(command, variables)));
    container
        .get("args")
        .ifPresent(
            arguments -> service.texts("command", arguments.place(), words(arguments, variables)));
  }

  private static List<String> words(Element list, Variables variables) {
    return list.items().stream().map(word -> Expansion.of(word, variables.values())).toList();
  }

  private void process(ComposeMap service, Element container) {
    if (container.flag("tty")) {
      service.bare("tty", true);
    }
    if (container.flag("stdin")) {
      service.bare("stdin_open", true);
    }
    service.bare(
        "stop_grace_period",
        pod.spec()
            .get("terminationGracePeriodSeconds")
            .map(Element::place)
            .orElse(container.place()),
        Math.max(0, pod.spec().whole("terminationGracePeriodSeconds").orElse(30)) + "s");
    for (String[] pair : new String[][] {{"hostPID", "pid"}, {"hostIPC", "ipc"}}) {
      pod.spec()
          .get(pair[0])
          .filter(flag -> flag.text().equals(Optional.of("true")))
          .ifPresent(flag -> service.text(pair[1], flag.place(), "host"));
    }
  }

  private boolean isSidecar(Element container) {
    return pod.initContainers().stream().anyMatch(each -> each.path().equals(container.path()))
        && container.text("restartPolicy").filter("Always"::equals).isPresent();
  }

  private boolean isInit(Element container) {
    return !isSidecar(container)
        && pod.initContainers().stream().anyMatch(each -> each.path().equals(container.path()));
  }

  private void restart(ComposeMap service, Element container) {
    Optional<Element> own = container.get("restartPolicy");
    Optional<Element> written = own.or(() -> pod.spec().get("restartPolicy"));
    boolean job = pod.owner().kind().equals("Job");
    String policy = written.flatMap(Element::text).orElse(job ? "Never" : "Always");
    String restart;
    if (job && !isSidecar(container)) {
      // a cluster makes further pods until so many have failed; here the container tries again
      int attempts = pod.owner().spec().whole("backoffLimit").orElse(6);
      restart = attempts <= 0 ? "no" : "on-failure:" + attempts;
    } else if (isInit(container)) {
      restart = policy.equals("Never") ? "no" : "on-failure";
    } else {
      restart =
          switch (policy) {
            case "Never" -> "no";
            case "OnFailure" -> "on-failure";
            default -> "always";
          };
    }
    service.text("restart", written.map(Element::place).orElse(container.place()), restart);
  }

  private void network(ComposeMap service) {
    Element spec = pod.spec();
    String mode = choices.networks().size() == 1 ? choices.networks().get(0) : "";
    if (pod.isOnHostNetwork() || mode.equals("host")) {
      service.text("network_mode", "host");
      return;
    }
    if (!started.isEmpty()) {
      service.text("network_mode", "service:" + pod.serviceOf(started.get(0)));
      return;
    }
    if (mode.equals("none")) {
      service.text("network_mode", "none");
    } else {
      ComposeMap networks = new ComposeMap(spec.place());
      for (String network :
          choices.networks().isEmpty() ? List.of("default") : choices.networks()) {
        networks.put(
            network,
            new ComposeMap(spec.place())
                .texts("aliases", spec.place(), reading.exposure().names(pod)));
      }
      service.put("networks", networks);
      service.list("ports", reading.exposure().ports(pod));
      service.list("expose", Exposure.listening(pod));
    }
    service.text(
        "hostname", spec.get("hostname").map(Element::place).orElse(spec.place()), pod.hostname());
    hosts(service);
    resolver(service);
    sysctls(service);
  }

  private void hosts(ComposeMap service) {
    List<Node> hosts = new ArrayList<>();
    for (Element alias : pod.spec().items("hostAliases")) {
      for (Element name : alias.items("hostnames")) {
        hosts.add(
            ComposeMap.text(
                name.place(), name.text().orElse("") + "=" + alias.text("ip").orElse("")));
      }
    }
    service.list("extra_hosts", hosts);
  }

  private void resolver(ComposeMap service) {
    Element config = pod.spec().get("dnsConfig").orElse(pod.spec());
    service.list("dns", copied(config.items("nameservers")));
    service.list("dns_search", copied(config.items("searches")));
    service.list(
        "dns_opt",
        config.items("options").stream()
            .filter(option -> option.has("name"))
            .map(
                option ->
                    ComposeMap.text(
                        option.place(),
                        option.text("name").orElse("")
                            + option.text("value").map(value -> ":" + value).orElse("")))
            .toList());
    pod.spec()
        .get("dnsPolicy")
        .filter(policy -> policy.text().equals(Optional.of("Default")))
        .ifPresent(policy -> policy.warning("names of pods are served all the same", ""));
  }

  private static List<Node> copied(List<Element> texts) {
    return texts.stream()
        .map(text -> ComposeMap.text(text.place(), text.text().orElse("")))
        .toList();
  }

  private void sysctls(ComposeMap service) {
    ComposeMap sysctls = new ComposeMap(pod.spec().place());
    pod.spec()
        .get("securityContext")
        .map(context -> context.items("sysctls"))
        .orElse(List.of())
        .forEach(
            each ->
                sysctls.text(
                    each.text("name").orElse(""), each.place(), each.text("value").orElse("")));
    service.unlessEmpty("sysctls", sysctls);
  }

  /** Init containers end one after another; others are only started one after another. */
  private void dependencies(ComposeMap service) {
    ComposeMap all = started.isEmpty() ? dependencies : new ComposeMap(pod.spec().place());
    for (Element earlier : started) {
      String name = pod.serviceOf(earlier);
      boolean checked = services.getOrDefault(name, all).has("healthcheck");
      String condition =
          isInit(earlier)
              ? "service_completed_successfully"
              : isSidecar(earlier) && checked ? "service_healthy" : "service_started";
      all.put(name, new ComposeMap(earlier.place()).text("condition", condition));
    }
    service.unlessEmpty("depends_on", all);
  }

  private void labels(ComposeMap service, Element container) {
    ComposeMap labels = new ComposeMap(container.place());
    pod.labels().forEach(labels::text);
    service.unlessEmpty("labels", labels);
  }
}
