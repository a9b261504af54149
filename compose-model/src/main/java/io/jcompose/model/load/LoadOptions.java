package io.jcompose.model.load;

import io.jcompose.model.kubernetes.PlayChoices;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much of loading takes place, and what is kept of the outcome. Leaving a phase out serves to
 * look at a file; what comes out is not to be run.
 *
 * <p>Without {@link Phase#INTERPOLATION} nobody knows what a name with a variable in it will name.
 * References are not checked then, env files are not read, and every service and resource is kept.
 *
 * @param leftOut phases that do not take place
 * @param allResources keep networks, volumes, configs and secrets that no active service uses
 * @param onlyNamed keep only the services that the request names and what these depend on; all if
 *     it names none. Resources are kept that any active service uses
 * @param addition the text of a document that comes after those of all files, as what {@code
 *     jcompose run} changes for one container; problems of it are the command line's
 * @param manifests what the files are that are named, if they are manifests of Kubernetes, and how
 *     they are meant
 */
public record LoadOptions(
    Set<Phase> leftOut,
    boolean allResources,
    boolean onlyNamed,
    Optional<String> addition,
    Optional<PlayChoices> manifests) {
  /** All phases, used resources and all active services. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(Set.of(), false, false, Optional.empty(), Optional.empty());

  public LoadOptions {
    EnumSet<Phase> all = EnumSet.noneOf(Phase.class);
    all.addAll(leftOut);
    if (all.contains(Phase.INTERPOLATION)) {
      all.addAll(List.of(Phase.CONSISTENCY_CHECK, Phase.ENVIRONMENT_RESOLUTION));
      allResources = true;
      onlyNamed = false;
    }
    leftOut = Collections.unmodifiableSet(all);
  }

  /** A phase of loading that a file can be looked at without. */
  public enum Phase {
    /** Fills in variables. */
    INTERPOLATION,
    /** Adds what is implied: the default network, names, dependencies, build arguments' values. */
    NORMALIZATION,
    /** Makes relative paths absolute. */
    PATH_RESOLUTION,
    /** Checks what services say twice, about each other and about other resources. */
    CONSISTENCY_CHECK,
    /** Reads {@code env_file} and {@code label_file}, and gives variables without value theirs. */
    ENVIRONMENT_RESOLUTION
  }

  /** Returns these options with {@code phase} left out too. */
  public LoadOptions without(Phase phase) {
    Set<Phase> more = EnumSet.of(phase);
    more.addAll(leftOut);
    return new LoadOptions(more, allResources, onlyNamed, addition, manifests);
  }

  /** Returns these options with unused resources kept or not. */
  public LoadOptions withAllResources(boolean changed) {
    return new LoadOptions(leftOut, changed, onlyNamed, addition, manifests);
  }

  /** Returns these options with only the services kept that are named, and what they depend on. */
  public LoadOptions withOnlyNamed() {
    return new LoadOptions(leftOut, allResources, true, addition, manifests);
  }

  /** Returns these options with a document that comes after those of all files. */
  public LoadOptions withAddition(String document) {
    return new LoadOptions(leftOut, allResources, onlyNamed, Optional.of(document), manifests);
  }

  /** Returns these options for files that are manifests of Kubernetes. */
  public LoadOptions withManifests(PlayChoices choices) {
    return new LoadOptions(leftOut, allResources, onlyNamed, addition, Optional.of(choices));
  }

  boolean interpolate() {
    return includes(Phase.INTERPOLATION);
  }

  boolean normalize() {
    return includes(Phase.NORMALIZATION);
  }

  boolean resolvePaths() {
    return includes(Phase.PATH_RESOLUTION);
  }

  boolean checkConsistency() {
    return includes(Phase.CONSISTENCY_CHECK);
  }

  boolean resolveEnvironment() {
    return includes(Phase.ENVIRONMENT_RESOLUTION);
  }

  private boolean includes(Phase phase) {
    return !leftOut.contains(phase);
  }
}
