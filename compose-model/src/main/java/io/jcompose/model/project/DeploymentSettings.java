package io.jcompose.model.project;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether, how often and how a service is brought up.
 *
 * @param profiles {@code profiles:}, one of which was active; none means always
 * @param scale {@code scale:}, how many containers; empty means what {@code deploy:} says, else 1
 * @param rerun {@code x-jcompose: {rerun: …}}
 * @param onUnhealthy {@code x-jcompose: {on-unhealthy: …}}
 */
public record DeploymentSettings(
    List<String> profiles,
    OptionalInt scale,
    Optional<Deploy> deploy,
    Optional<Develop> develop,
    Rerun rerun,
    OnUnhealthy onUnhealthy) {
  /** Always, once. */
  public static final DeploymentSettings DEFAULT =
      new DeploymentSettings(
          List.of(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Rerun.CHANGED,
          OnUnhealthy.NONE);

  /** Returns these settings with that many containers. */
  public DeploymentSettings withScale(int containers) {
    return new DeploymentSettings(
        profiles, OptionalInt.of(containers), deploy, develop, rerun, onUnhealthy);
  }

  public DeploymentSettings {
    profiles = List.copyOf(profiles);
  }
}
