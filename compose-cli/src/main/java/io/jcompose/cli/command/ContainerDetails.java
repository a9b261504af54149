package io.jcompose.cli.command;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.HealthProbe;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.value.IpAddress;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import io.jcompose.scheduler.runtime.Volumes;
import io.jcompose.scheduler.runtime.Volumes.MountedVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All about one container, for {@code inspect}. The keys are docker's where docker has them; {@code
 * Project}, {@code Service}, {@code Number} and {@code Pod} are ours.
 */
final class ContainerDetails {
  private static final String NEVER = "0001-01-01T00:00:00Z"; // as docker writes it

  private final ProjectState state;
  private final ProbeLog probes;
  private final Volumes volumes;

  ContainerDetails(ProjectState state, ProbeLog probes, Volumes volumes) {
    this.state = state;
    this.probes = probes;
    this.volumes = volumes;
  }

  Map<String, Object> of(ContainerStatus container) {
    ContainerSpec spec = container.spec();
    ContainerPlan plan = spec.plan();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Id", container.id());
    map.put("Name", container.name().value());
    map.put("Project", plan.project().value());
    map.put("Service", plan.service().value());
    map.put("Number", plan.number());
    map.put("Pod", plan.pod().value());
    map.put("Created", container.created().toString());
    map.put("Path", spec.arguments().get(0));
    map.put("Args", spec.arguments().subList(1, spec.arguments().size()));
    map.put("State", state(container));
    map.put("Image", container.imageId());
    map.put("RestartCount", container.notes().restarts());
    map.put("HostConfig", Map.of("RestartPolicy", restart(plan.restart())));
    Map<String, MountedVolume> mounted = volumes.of(container.name());
    map.put(
        "Mounts", spec.mounts().stream().map(mount -> MountDetails.of(mount, mounted)).toList());
    map.put("Config", config(spec));
    map.put("NetworkSettings", network(container));
    return map;
  }

  private Map<String, Object> state(ContainerStatus container) {
    ContainerRow.State doing = ContainerRow.state(container);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Status", doing.name().toLowerCase(Locale.ROOT));
    map.put("Running", container.running());
    map.put("Paused", container.paused());
    map.put("Restarting", doing == ContainerRow.State.RESTARTING);
    map.put("Pid", container.pid().orElse(0L));
    map.put("ExitCode", container.exit().map(ExitStatus::code).orElse(0));
    map.put("StartedAt", container.started().map(Object::toString).orElse(NEVER));
    map.put("FinishedAt", container.exit().map(exit -> exit.at().toString()).orElse(NEVER));
    container
        .notes()
        .health()
        .ifPresent(
            health -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("Status", health.name().toLowerCase(Locale.ROOT));
              told.put("FailingStreak", probes.failures(container.name()));
              told.put("Log", probes.entries(container));
              map.put("Health", told);
            });
    return map;
  }

  private static Map<String, Object> restart(RestartPolicy policy) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Name", policy.kind().toString());
    map.put("MaximumRetryCount", policy.maxAttempts());
    return map;
  }

  private static Map<String, Object> config(ContainerSpec spec) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Image", spec.plan().image().value());
    map.put("Cmd", spec.arguments());
    map.put("User", spec.user());
    map.put("WorkingDir", spec.workingDirectory());
    map.put("StopSignal", spec.stopSignal().toString());
    map.put(
        "Env",
        spec.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList());
    map.put("Labels", spec.labels());
    spec.health().ifPresent(probe -> map.put("Healthcheck", healthcheck(probe)));
    return map;
  }

  /** Times are in nanoseconds. */
  private static Map<String, Object> healthcheck(HealthProbe probe) {
    List<String> test = new ArrayList<>(List.of("CMD"));
    test.addAll(probe.arguments());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Test", test);
    map.put("Interval", probe.interval().toNanos());
    map.put("Timeout", probe.timeout().toNanos());
    map.put("StartPeriod", probe.startPeriod().toNanos());
    map.put("StartInterval", probe.startInterval().toNanos());
    map.put("Retries", probe.retries());
    return map;
  }

  private Map<String, Object> network(ContainerStatus container) {
    Map<String, Object> ports = new LinkedHashMap<>();
    for (Publication port : state.published(container)) {
      List<Object> places = new ArrayList<>();
      if (ports.get(port.target().toString()) instanceof List<?> earlier) {
        places.addAll(earlier);
      }
      places.add(
          Map.of("HostIp", port.hostAddress(), "HostPort", Integer.toString(port.hostPort())));
      ports.put(port.target().toString(), places);
    }
    Map<String, Object> networks = new LinkedHashMap<>();
    state
        .pod(container)
        .ifPresent(
            pod ->
                pod.attachments()
                    .forEach(place -> networks.put(place.network().value(), place(place))));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Ports", ports);
    map.put("Networks", networks);
    return map;
  }

  private static Map<String, Object> place(PodStatus.Attachment place) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("Interface", place.interfaceName());
    map.put("IPAddress", address(place, true));
    map.put("GlobalIPv6Address", address(place, false));
    map.put("MacAddress", place.macAddress());
    return map;
  }

  private static String address(PodStatus.Attachment place, boolean ipv4) {
    return place.addresses().stream()
        .filter(address -> address.isIpv4() == ipv4)
        .findFirst()
        .map(IpAddress::toString)
        .orElse("");
  }
}
