package io.jcompose.runtime.image.unpack;

import java.nio.file.Path;

/**
 * Where a layer is kept: its files, and what is needed beside them to write its archive again.
 *
 * @param path of the directory that holds all of it
 */
public record LayerDirectory(Path path) {
  /** Returns the directory with the layer's files, as overlayfs stacks it. */
  public Path tree() {
    return path.resolve("tree");
  }

  /** Returns the file that tells all of the archive that is not the content of a file. */
  public Path record() {
    return path.resolve("tar-record.gz");
  }

  /** Returns the directory with files that a later entry of the same layer took the place of. */
  public Path replaced() {
    return path.resolve("replaced");
  }
}
