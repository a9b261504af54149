package io.jcompose.runtime.image.store;

import io.jcompose.scheduler.runtime.Progress;
import java.nio.file.Path;

/** Loads an archive in a process of its own, so that it can be killed. */
final class LoadingProgram {
  private LoadingProgram() {}

  /** Loads the archive named second into the store below the directory named first. */
  public static void main(String[] arguments) {
    ImageStoreTest.storeIn(Path.of(arguments[0])).load(Path.of(arguments[1]), Progress.SILENT);
  }
}
