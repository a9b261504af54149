package io.jcompose.model.load;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import java.util.List;

/**
 * Compose files to project. Reads through a {@link SourceReader} only; safe to call from several
 * threads if the reader is.
 */
public final class ComposeLoader {
  private final SourceReader reader;

  /** Creates a loader that reads files through {@code reader}. */
  public ComposeLoader(SourceReader reader) {
    this.reader = reader;
  }

  /**
   * Returns the project that {@code request} describes.
   *
   * @throws InvalidComposeFileException with everything that is wrong, in all files
   */
  public LoadedProject load(LoadRequest request) {
    String file = request.files().isEmpty() ? "compose.yaml" : request.files().get(0);
    String message = reader.exists(file) ? "cannot be loaded" : "there is no such file";
    throw new InvalidComposeFileException(
        List.of(new Problem(Place.wholeFile(file), "", message, "")));
  }
}
