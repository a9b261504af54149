package io.jcompose.model.load;

import io.jcompose.model.check.CheckedService;
import io.jcompose.model.interpolate.Variables;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses the services whose profiles are active; one without profiles always is. */
final class ProfileSelection {
  private static final String ALL = "*";

  private final LoadRequest request;
  private final Variables variables;

  ProfileSelection(LoadRequest request, Variables variables) {
    this.request = request;
    this.variables = variables;
  }

  /** Returns the active ones of {@code services}, in their order. */
  List<CheckedService> select(List<CheckedService> services) {
    Set<String> active = new LinkedHashSet<>(request.profiles());
    if (active.isEmpty()) {
      // a service's profile may turn out blank, as that of '${PROFILE:-}': blank is active then
      String list = variables.get("COMPOSE_PROFILES").orElse("");
      Arrays.stream(list.split(",", -1)).map(String::strip).forEach(active::add);
    }
    services.stream()
        .filter(service -> request.services().contains(service.name().value()))
        .forEach(service -> active.addAll(service.profiles()));
    return services.stream()
        .filter(
            service ->
                service.profiles().isEmpty()
                    || active.contains(ALL)
                    || service.profiles().stream().anyMatch(active::contains))
        .toList();
  }
}
