package io.jcompose.model.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the one health check that Compose knows of a container's probes: of the liveness probe, or
 * else the readiness probe, or else the startup probe.
 */
final class Probes {
  private static final int PERIOD = 10;
  private static final int FAILURES = 3;

  private final Pod pod;
  private final Map<String, String> variables;

  Probes(Pod pod, Map<String, String> variables) {
    this.pod = pod;
    this.variables = variables;
  }

  void addTo(ComposeMap service, Element container) {
    Optional<Element> liveness = container.get("livenessProbe");
    Optional<Element> readiness = container.get("readinessProbe");
    Optional<Element> startup = container.get("startupProbe");
    Optional<Element> probe = liveness.or(() -> readiness).or(() -> startup);
    if (probe.isEmpty()) {
      return;
    }
    Optional<List<String>> test = test(probe.get());
    if (test.isEmpty()) {
      return;
    }
    if (liveness.isPresent() && readiness.isPresent()) {
      readiness
          .get()
          .warning("is not looked at: a container has one check, and livenessProbe is it", "");
    }
    service.put("healthcheck", check(probe.get(), startup, test.get()));
    if (liveness.isPresent()) {
      service.put(
          "x-jcompose", new ComposeMap(liveness.get().place()).text("on-unhealthy", "restart"));
    }
  }

  private static ComposeMap check(Element probe, Optional<Element> startup, List<String> test) {
    int period = Math.max(1, probe.whole("periodSeconds").orElse(PERIOD));
    ComposeMap check =
        new ComposeMap(probe.place())
            .texts("test", probe.place(), test)
            .bare("interval", period + "s")
            .bare("timeout", Math.max(1, probe.whole("timeoutSeconds").orElse(1)) + "s")
            .bare("retries", Math.max(1, probe.whole("failureThreshold").orElse(FAILURES)));
    long start = startSeconds(startup.orElse(probe), startup.isPresent());
    if (start > 0) {
      check.bare("start_period", start + "s");
      startup
          .map(each -> each.whole("periodSeconds").orElse(PERIOD))
          .ifPresent(seconds -> check.bare("start_interval", Math.max(1, seconds) + "s"));
    }
    probe
        .get("successThreshold")
        .filter(number -> number.whole().orElse(1) > 1)
        .ifPresent(number -> number.warning("one success is enough here", ""));
    return check;
  }

  /** Returns how long failures do not count: a startup probe's whole patience. */
  private static long startSeconds(Element probe, boolean startup) {
    long delay = Math.max(0, probe.whole("initialDelaySeconds").orElse(0));
    long period = Math.max(1, probe.whole("periodSeconds").orElse(PERIOD));
    long failures = Math.max(1, probe.whole("failureThreshold").orElse(FAILURES));
    return startup ? delay + period * failures : delay;
  }

  /** Returns the test as Compose writes it; empty if the probe names none that can be made. */
  private Optional<List<String>> test(Element probe) {
    return probe
        .get("exec")
        .map(
            exec -> {
              List<String> words = new ArrayList<>(List.of("CMD"));
              exec.items("command").forEach(word -> words.add(Expansion.of(word, variables)));
              return words;
            })
        .map(List::copyOf)
        .or(() -> request(probe).map(script -> List.of("CMD-SHELL", script)))
        .or(
            () -> {
              probe
                  .get("grpc")
                  .ifPresentOrElse(
                      grpc ->
                          grpc.warning(
                              "is passed over: images have no program to ask by gRPC",
                              "use 'exec', 'httpGet' or 'tcpSocket'"),
                      () ->
                          probe.problem(
                              "a probe needs 'exec', 'httpGet' or 'tcpSocket'", "add one of them"));
              return Optional.empty();
            });
  }

  /** Returns the script that asks by HTTP or TCP; empty if neither is meant. */
  Optional<String> request(Element handler) {
    return handler
        .get("httpGet")
        .flatMap(get -> port(get).map(port -> ProbeScript.http(get, port)))
        .or(
            () ->
                handler
                    .get("tcpSocket")
                    .flatMap(socket -> port(socket).map(port -> ProbeScript.tcp(socket, port))));
  }

  private Optional<Integer> port(Element owner) {
    Optional<Element> written = owner.get("port");
    Optional<Integer> port =
        written.flatMap(pod::port).filter(number -> number > 0 && number < 65_536);
    if (written.isPresent() && port.isEmpty()) {
      written
          .get()
          .problem(
              "no container of the pod has a port " + written.get().node().description(),
              "write a number, or the 'name' of one of its 'ports'");
    }
    // a mistake is told once; the rest goes on
    return written.isPresent() ? Optional.of(port.orElse(1)) : Optional.empty();
  }
}
