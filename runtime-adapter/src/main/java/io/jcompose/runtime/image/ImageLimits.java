package io.jcompose.runtime.image;

/**
 * How much of a stranger's image is taken in before it is refused.
 *
 * @param layers of one image
 * @param archiveEntries files in an archive, layers counted as one file each
 * @param documentBytes of one JSON document: index, manifest, configuration
 * @param layerEntries files, directories and links in one layer
 * @param layerBytes of one layer's files together, holes in sparse files not counted
 * @param fileBytes of one file, holes counted
 * @param expansionGraceBytes what may come out of a compressed stream before its expansion is
 *     looked at
 * @param expansion how many bytes may come out of one compressed byte, on average. Plain zeros
 *     reach 1030 with gzip; real layers seldom 20
 */
public record ImageLimits(
    int layers,
    int archiveEntries,
    int documentBytes,
    int layerEntries,
    long layerBytes,
    long fileBytes,
    long expansionGraceBytes,
    int expansion) {
  private static final long MIB = 1024 * 1024;
  private static final long GIB = 1024 * MIB;

  /** What holds unless a test says otherwise. */
  public static final ImageLimits DEFAULT =
      new ImageLimits(
          500, 100_000, (int) (4 * MIB), 1_000_000, 128 * GIB, 64 * GIB, 256 * MIB, 250);
}
