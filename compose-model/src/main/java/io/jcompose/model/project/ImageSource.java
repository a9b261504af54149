package io.jcompose.model.project;

import io.jcompose.model.value.PullPolicy;
import java.util.Optional;

/**
 * Where a service's image comes from, besides its name.
 *
 * @param build {@code build:}: how it is made
 * @param provider {@code provider:}: the program that stands in for containers
 * @param pullPolicy {@code pull_policy:}; empty means {@link PullPolicy.Kind#MISSING}
 * @param pullRefreshAfter {@code pull_refresh_after:} as written; no tool acts on it
 * @param platform {@code platform:} as {@code os[/arch[/variant]]}; empty means the host's
 */
public record ImageSource(
    Optional<Build> build,
    Optional<Provider> provider,
    Optional<PullPolicy> pullPolicy,
    Optional<String> pullRefreshAfter,
    Optional<String> platform) {
  /** A registry, asked for what is missing. */
  public static final ImageSource DEFAULT =
      new ImageSource(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
