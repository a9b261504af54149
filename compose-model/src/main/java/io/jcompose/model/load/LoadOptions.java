package io.jcompose.model.load;

/**
 * Which phases of loading take place. Leaving one out serves to look at a file; what comes out is
 * not to be run.
 *
 * @param interpolate fill in variables
 * @param normalize add what is implied: the default network, names, dependencies
 * @param resolvePaths make relative paths absolute
 * @param checkConsistency check what services say about each other and about other resources
 * @param resolveEnvironment read {@code env_file} and {@code label_file}
 * @param allResources keep networks, volumes, configs and secrets that no active service uses
 */
public record LoadOptions(
    boolean interpolate,
    boolean normalize,
    boolean resolvePaths,
    boolean checkConsistency,
    boolean resolveEnvironment,
    boolean allResources) {
  /** All phases, used resources only. */
  public static final LoadOptions DEFAULT = new LoadOptions(true, true, true, true, true, false);
}
