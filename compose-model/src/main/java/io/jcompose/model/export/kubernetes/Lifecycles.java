package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.Signal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is run after a container's start and before its end, and the signal that ends it. */
final class Lifecycles {
  private final Export export;

  Lifecycles(Export export) {
    this.export = export;
  }

  void addTo(Container container, Service service) {
    Lifecycle lifecycle = new Lifecycle();
    handler(service, "post_start", service.hooks().postStart()).ifPresent(lifecycle::setPostStart);
    handler(service, "pre_stop", service.hooks().preStop()).ifPresent(lifecycle::setPreStop);
    signal(service).ifPresent(lifecycle::setStopSignal);
    if (lifecycle.getPostStart() != null
        || lifecycle.getPreStop() != null
        || lifecycle.getStopSignal() != null) {
      container.setLifecycle(lifecycle);
    }
  }

  /** Returns whether a service is ended by a signal of its own. */
  static boolean hasSignal(Service service) {
    return service.process().stopSignal().filter(signal -> !signal.equals(Signal.TERM)).isPresent();
  }

  private Optional<String> signal(Service service) {
    if (!hasSignal(service)) {
      return Optional.empty();
    }
    export
        .remarks()
        .about(
            service.name(),
            "stop_signal",
            "clusters before Kubernetes 1.33, or without its feature ContainerStopSignals, send"
                + " the image's signal, else SIGTERM",
            "let the image name the signal");
    return service.process().stopSignal().map(Signal::toString).map(Lifecycles::named);
  }

  private static String named(String signal) {
    return signal.equals("SIGRTMIN+0") ? "SIGRTMIN" : signal;
  }

  /** There is one handler only: several commands become one of a shell. */
  private Optional<LifecycleHandler> handler(Service service, String key, List<Hook> hooks) {
    List<List<String>> commands = hooks.stream().flatMap(hook -> hook.command().stream()).toList();
    if (commands.isEmpty()) {
      return Optional.empty();
    }
    warnOfSurroundings(service, key, hooks);
    ExecAction command = new ExecAction();
    command.setCommand(commands.size() == 1 ? commands.get(0) : joined(service, key, commands));
    LifecycleHandler handler = new LifecycleHandler();
    handler.setExec(command);
    return Optional.of(handler);
  }

  private List<String> joined(Service service, String key, List<List<String>> commands) {
    export
        .remarks()
        .about(service.name(), key, "several commands are run as one by /bin/sh of the image", "");
    String script =
        commands.stream()
            .map(words -> words.stream().map(Lifecycles::quoted).collect(Collectors.joining(" ")))
            .collect(Collectors.joining(" && "));
    return List.of("/bin/sh", "-c", script);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private void warnOfSurroundings(Service service, String key, List<Hook> hooks) {
    boolean more =
        hooks.stream()
            .anyMatch(
                hook ->
                    hook.user().isPresent()
                        || hook.privileged()
                        || hook.workingDirectory().isPresent()
                        || !hook.environment().values().isEmpty());
    if (more) {
      export
          .remarks()
          .about(
              service.name(),
              key,
              "it runs as the container does: a cluster knows no user, directory or variables of"
                  + " its own for it",
              "say them in the command");
    }
  }
}
