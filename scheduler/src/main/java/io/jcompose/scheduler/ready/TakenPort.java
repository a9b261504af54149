package io.jcompose.scheduler.ready;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Port;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out whether a container ended because a neighbour in its pod listens on the port that it
 * wanted. Nobody tells us that but the container's own last words.
 */
public final class TakenPort {
  private static final int LAST_LINES = 10;

  /** What the C library, Go, Java, Node.js and others call EADDRINUSE. */
  private static final Pattern IN_USE =
      Pattern.compile(
          "(?i)EADDRINUSE|address (?:is )?(?:already )?in use|port .*(?:in use|occupied|taken)");

  private static final Pattern NUMBER = Pattern.compile("(?<![0-9.])[0-9]{1,5}(?![0-9.])");

  private final ContainerRuntime runtime;
  private final LogTail log;

  /** Creates a finder. */
  public TakenPort(ContainerRuntime runtime) {
    this.runtime = runtime;
    this.log = new LogTail(runtime.logs());
  }

  /** A port and who has it. */
  private record Listener(ContainerPlan container, Port port) {}

  /** Returns what to tell the user of a container that ended; empty if that was not why. */
  public Optional<String> of(ContainerPlan ended) {
    List<String> complaints =
        log.lines(ended.name(), LAST_LINES).stream()
            .filter(line -> IN_USE.matcher(line).find())
            .toList();
    if (complaints.isEmpty()) {
      return Optional.empty();
    }
    List<Listener> listeners = neighboursOf(ended);
    Set<String> numbers =
        complaints.stream()
            .flatMap(line -> NUMBER.matcher(line).results())
            .map(number -> number.group())
            .collect(Collectors.toSet());
    List<Listener> named =
        listeners.stream()
            .filter(listener -> numbers.contains(Integer.toString(listener.port().number())))
            .toList();
    return (named.isEmpty() ? listeners : named)
        .stream()
            .map(TakenPort::words)
            .reduce((one, other) -> one + ", " + other)
            .map(all -> all + " in the same pod: " + advice(ended));
  }

  private List<Listener> neighboursOf(ContainerPlan ended) {
    List<Listener> listeners = new ArrayList<>();
    for (ContainerStatus other : runtime.containers().list(ended.project())) {
      ContainerPlan plan = other.spec().plan();
      if (other.running() && plan.pod().equals(ended.pod()) && !plan.name().equals(ended.name())) {
        runtime
            .containers()
            .listening(plan.name())
            .forEach(port -> listeners.add(new Listener(plan, port)));
      }
    }
    return listeners;
  }

  private static String words(Listener listener) {
    ContainerName name = listener.container().name();
    return "service '"
        + listener.container().service()
        + "' ("
        + name
        + ") listens on "
        + listener.port();
  }

  /** In a pod that was chosen, its infra answers to every service's name. */
  private String advice(ContainerPlan ended) {
    boolean chosen =
        runtime
            .pods()
            .find(ended.project(), ended.pod())
            .map(PodStatus::plan)
            .filter(infra -> infra.names().contains(ended.service().value()))
            .isPresent();
    return chosen
        ? "write 'x-jcompose: {topology: bridge}' at the top of the file to give every service an"
            + " address of its own, or declare the port under 'expose' of both"
        : "let one of them listen on another port, or give it a network of its own";
  }
}
