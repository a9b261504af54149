package io.jcompose.model.load;

import io.jcompose.model.interpolate.Variables;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Chooses the active profiles: {@code --profile}, else {@code COMPOSE_PROFILES}. */
final class ProfileSelection {
  private ProfileSelection() {}

  static Collection<String> select(LoadRequest request, Variables variables) {
    if (!request.profiles().isEmpty()) {
      return request.profiles();
    }
    // a service's profile may turn out blank, as that of '${PROFILE:-}': blank is active then
    String list = variables.get("COMPOSE_PROFILES").orElse("");
    return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }
}
