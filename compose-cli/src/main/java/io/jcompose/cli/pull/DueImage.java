package io.jcompose.cli.pull;

/**
 * An image that is to be fetched.
 *
 * @param cause why, as a clause
 */
public record DueImage(NeededImage image, String cause) {
  /** Returns what is to be done, and why, as a plan's line says it. */
  @Override
  public String toString() {
    return "pull image "
        + image.image()
        + image.platform().map(platform -> " for " + platform).orElse("")
        + " -- "
        + cause;
  }
}
