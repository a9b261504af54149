package io.jcompose.cli.command;

import io.jcompose.cli.output.Ago;
import io.jcompose.model.value.Protocol;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One container as {@code ps} shows it, worded as docker compose does.
 *
 * @param service empty for the infra
 * @param health lower case; empty where nobody asks for it
 * @param healthLog its last health probes; empty where nobody asks for its health
 * @param since when the present state began
 */
record ContainerRow(
    String id,
    String name,
    String image,
    String command,
    String project,
    String service,
    Instant created,
    State state,
    String health,
    List<Map<String, Object>> healthLog,
    int exitCode,
    Optional<Long> pid,
    Optional<Instant> since,
    List<Publication> ports,
    Map<String, String> labels) {

  /** What a container is doing, the liveliest first. */
  enum State {
    RUNNING,
    PAUSED,
    RESTARTING,
    CREATED,
    EXITED;

    /** Returns whether containers in it are shown without {@code --all}. */
    boolean isAlive() {
      return this == RUNNING || this == PAUSED || this == RESTARTING;
    }
  }

  /** Returns the row of a service's container. */
  static ContainerRow of(ContainerStatus status, List<Publication> published, ProbeLog probes) {
    State state = state(status);
    return new ContainerRow(
        status.id(),
        status.name().value(),
        status.spec().plan().image().value(),
        String.join(" ", status.spec().arguments()),
        status.spec().plan().project().value(),
        status.spec().plan().service().value(),
        status.created(),
        state,
        status
            .notes()
            .health()
            .filter(health -> status.running())
            .map(ContainerRow::lowerCase)
            .orElse(""),
        status.spec().health().isPresent() ? probes.entries(status) : List.of(),
        status.exit().map(ExitStatus::code).orElse(0),
        status.pid(),
        status.running() ? status.started() : status.exit().map(ExitStatus::at),
        status.running() ? published : List.of(),
        status.spec().labels());
  }

  /** Returns the row of the infra that owns a pod's network namespace. */
  static ContainerRow ofInfra(PodStatus pod) {
    return new ContainerRow(
        pod.id(),
        pod.name().value(),
        "",
        "",
        pod.project().value(),
        "",
        pod.created(),
        pod.running() ? State.RUNNING : State.EXITED,
        "",
        List.of(),
        0,
        pod.pid(),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  /** Returns what a container is doing. */
  static State state(ContainerStatus status) {
    if (status.notes().restarting() && !status.running()) {
      return State.RESTARTING;
    }
    return switch (status.state()) {
      case CREATED -> State.CREATED;
      case RUNNING -> State.RUNNING;
      case PAUSED -> State.PAUSED;
      case EXITED -> State.EXITED;
    };
  }

  private static String lowerCase(ContainerNotes.Health health) {
    return health.name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it is shown without {@code --all}. */
  boolean isAlive() {
    return state.isAlive();
  }

  /** Returns the state and its age: {@code Up 5 minutes (healthy)}. */
  String status(Instant now) {
    String age = since.map(begun -> Ago.of(Duration.between(begun, now))).orElse("");
    return switch (state) {
      case CREATED -> "Created";
      case RUNNING -> up(age) + (health.isEmpty() ? "" : " (" + health + ")");
      case PAUSED -> up(age) + " (Paused)";
      case RESTARTING -> "Restarting (" + exitCode + ") " + age + " ago";
      case EXITED -> age.isEmpty() ? "Exited" : "Exited (" + exitCode + ") " + age + " ago";
    };
  }

  private static String up(String age) {
    return age.isEmpty() ? "Up" : "Up " + age;
  }

  /** Returns the published ports: {@code 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp}. */
  String portsText() {
    return publishers().stream()
        .map(
            port ->
                (port.address().contains(":") ? "[" + port.address() + "]" : port.address())
                    + ":"
                    + port.hostPort()
                    + "->"
                    + port.targetPort()
                    + "/"
                    + port.protocol())
        .collect(Collectors.joining(", "));
  }

  private List<Publisher> publishers() {
    return ports.stream().flatMap(port -> Publisher.of(port).stream()).toList();
  }

  /**
   * Returns the row with the keys that docker compose uses; {@code Pid} and {@code HealthLog} are
   * ours.
   */
  Map<String, Object> toMap(Instant now) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ID", id);
    map.put("Name", name);
    map.put("Image", image);
    map.put("Command", command);
    map.put("Project", project);
    map.put("Service", service);
    map.put("Created", created.getEpochSecond());
    map.put("CreatedAt", created.toString());
    map.put("State", state.name().toLowerCase(Locale.ROOT));
    map.put("Status", status(now));
    map.put("Health", health);
    if (!healthLog.isEmpty()) {
      map.put("HealthLog", healthLog);
    }
    map.put("ExitCode", exitCode);
    pid.ifPresent(number -> map.put("Pid", number));
    map.put("Ports", portsText());
    map.put("Publishers", publishers().stream().map(Publisher::toMap).toList());
    map.put(
        "Labels",
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(",")));
    map.put("Names", name);
    map.put("RunningFor", Ago.of(Duration.between(created, now)) + " ago");
    return map;
  }

  /** One address that a port is published on. */
  private record Publisher(String address, int targetPort, int hostPort, String protocol) {
    static List<Publisher> of(Publication port) {
      int target = port.target().number();
      String protocol = text(port.target().protocol());
      // what listens everywhere listens for IPv6 too, and docker lists both
      List<String> addresses =
          port.hostAddress().equals("0.0.0.0")
              ? List.of("0.0.0.0", "::")
              : List.of(port.hostAddress());
      return addresses.stream()
          .map(address -> new Publisher(address, target, port.hostPort(), protocol))
          .toList();
    }

    private static String text(Protocol protocol) {
      return protocol.name().toLowerCase(Locale.ROOT);
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("URL", address);
      map.put("TargetPort", targetPort);
      map.put("PublishedPort", hostPort);
      map.put("Protocol", protocol);
      return map;
    }
  }
}
