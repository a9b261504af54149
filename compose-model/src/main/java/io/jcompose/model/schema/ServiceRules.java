package io.jcompose.model.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the keys of one service must not say together. */
final class ServiceRules {
  /** Keys that an image may come from; {@code extends} is still there only if it failed. */
  private static final List<String> IMAGE_SOURCES =
      List.of("image", "build", "provider", "extends");

  /** Network modes in which there is nothing to publish. */
  private static final Set<String> WITHOUT_PORTS = Set.of("host", "none");

  private ServiceRules() {}

  static void check(Value service) {
    if (IMAGE_SOURCES.stream().noneMatch(key -> says(service, key))) {
      service.problemAt(service.keyPlace(), "has no 'image'", "add 'image: NAME'");
    }
    service
        .get("network_mode")
        .filter(mode -> service.get("networks").isPresent())
        .ifPresent(
            mode ->
                mode.problem(
                    "'network_mode' and 'networks' exclude each other", "remove one of them"));
    portsWithoutEffect(service);
    same(service, "mem_limit", List.of("deploy", "resources", "limits", "memory"));
    same(service, "mem_reservation", List.of("deploy", "resources", "reservations", "memory"));
    same(service, "cpus", List.of("deploy", "resources", "limits", "cpus"));
    same(service, "pids_limit", List.of("deploy", "resources", "limits", "pids"));
    same(service, "scale", List.of("deploy", "replicas"));
    MountTargets.check(service);
    oneMacAddress(service);
    platformIsBuilt(service);
  }

  static void hooksHaveCommands(Value service) {
    for (String hooks : List.of("post_start", "pre_stop")) {
      service.get(hooks).map(Value::items).orElse(List.of()).forEach(ServiceRules::hasCommand);
    }
  }

  private static void portsWithoutEffect(Value service) {
    service
        .get("network_mode")
        .filter(mode -> WITHOUT_PORTS.contains(mode.scalarText()))
        .ifPresent(
            mode ->
                service
                    .get("ports")
                    .filter(ports -> !ports.items().isEmpty())
                    .ifPresent(
                        ports ->
                            ports.warningAt(
                                ports.keyPlace(),
                                "'ports' has no effect with 'network_mode: "
                                    + mode.scalarText()
                                    + "'",
                                "remove it")));
  }

  private static void hasCommand(Value hook) {
    if (hook.isMap() && hook.get("command").isEmpty()) {
      hook.problem("has no 'command'", "add the command to run");
    }
  }

  private static void oneMacAddress(Value service) {
    Optional<Value> own = service.get("mac_address");
    service
        .get("networks")
        .map(Value::members)
        .orElse(Map.of())
        .values()
        .forEach(
            network ->
                network
                    .value()
                    .get("mac_address")
                    .filter(
                        other ->
                            own.isPresent() && !own.get().scalarText().equals(other.scalarText()))
                    .ifPresent(
                        other ->
                            other.problem(
                                "is another address than 'mac_address' of the service at "
                                    + own.get().place(),
                                "keep one of them")));
  }

  private static void platformIsBuilt(Value service) {
    Optional<Value> platforms = service.get("build").flatMap(build -> build.get("platforms"));
    Optional<Value> own = service.get("platform");
    boolean built =
        platforms.isEmpty()
            || own.isEmpty()
            || platforms.get().items().stream()
                .anyMatch(each -> each.scalarText().equals(own.get().scalarText()));
    if (!built) {
      platforms
          .get()
          .problem(
              "does not have the service's own platform '" + own.get().scalarText() + "'",
              "add it, or remove 'platform'");
    }
  }

  /** Returns whether there is anything behind {@code key}, an empty text being nothing. */
  private static boolean says(Value service, String key) {
    return service
        .get(key)
        .filter(value -> !(value.isScalar() && value.scalarText().isEmpty()))
        .isPresent();
  }

  /** Reports two ways of saying one thing that do not agree. */
  private static void same(Value service, String key, List<String> other) {
    Optional<Value> own = service.get(key);
    Optional<Value> others = Optional.of(service);
    for (String step : other) {
      others = others.flatMap(value -> value.get(step));
    }
    if (own.isPresent()
        && others.isPresent()
        && !own.get().scalarText().equals(others.get().scalarText())) {
      own.get()
          .problem(
              "'"
                  + key
                  + "' and '"
                  + String.join(".", other)
                  + "' at "
                  + others.get().place()
                  + " are not the same",
              "keep one of them");
    }
  }
}
