package io.jcompose.model.kubernetes;

import io.jcompose.model.yaml.Node;
import java.util.List;
import java.util.Optional;

/** {@code lifecycle}: what is run after a container's start and before its end. */
final class Hooks {
  private final Probes probes;

  Hooks(Probes probes) {
    this.probes = probes;
  }

  void addTo(ComposeMap service, Element container) {
    container
        .get("lifecycle")
        .ifPresent(
            lifecycle -> {
              add(service, "post_start", lifecycle.get("postStart"));
              add(service, "pre_stop", lifecycle.get("preStop"));
              lifecycle
                  .get("stopSignal")
                  .ifPresent(
                      signal ->
                          service.text("stop_signal", signal.place(), signal.text().orElse("")));
            });
  }

  private void add(ComposeMap service, String key, Optional<Element> hook) {
    if (hook.isEmpty()) {
      return;
    }
    Optional<List<String>> command = command(hook.get());
    if (command.isEmpty()) {
      hook.get()
          .problem("a hook needs 'exec', 'httpGet', 'tcpSocket' or 'sleep'", "add one of them");
      return;
    }
    Node node =
        new ComposeMap(hook.get().place())
            .texts("command", hook.get().place(), command.get())
            .node();
    service.list(key, List.of(node));
  }

  private Optional<List<String>> command(Element hook) {
    return hook.get("exec")
        .map(exec -> exec.texts("command"))
        .or(
            () ->
                hook.at("sleep", "seconds")
                    .flatMap(Element::text)
                    .map(seconds -> List.of("sleep", seconds)))
        .or(() -> probes.request(hook).map(script -> List.of("/bin/sh", "-c", script)));
  }
}
