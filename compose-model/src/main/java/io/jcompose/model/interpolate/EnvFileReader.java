package io.jcompose.model.interpolate;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;

/**
 * Reads files of variables: {@code .env}, those of {@code --env-file}, and those that services name
 * under {@code env_file}.
 */
public final class EnvFileReader {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Variables surroundings;
  private final Problems problems;
  private final Problems warnings;

  /**
   * Creates a reader.
   *
   * @param surroundings what names without a value are looked up in, and what variables in values
   *     stand for before those that are set earlier in the same file
   */
  public EnvFileReader(Variables surroundings, Problems problems, Problems warnings) {
    this.surroundings = surroundings;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** How a file is to be read. */
  public enum Format {
    /** Quotes, escapes, comments after values, variables. */
    DOTENV,
    /** {@code format: raw}: what stands after {@code =} is the value, to the end of the line. */
    RAW
  }

  /** Returns the variables that the file sets; faulty lines are left out, each with a problem. */
  public Variables read(String file, byte[] content, Format format) {
    if (content.length > MAX_BYTES) {
      problems.add(
          Place.wholeFile(file),
          "",
          "the file is larger than " + MAX_BYTES / 1024 / 1024 + " MiB",
          "check that this is the file you meant");
      return Variables.NONE;
    }
    String text = EnvFileText.decode(content);
    if (text.indexOf('\0') >= 0) {
      problems.add(
          Place.wholeFile(file),
          "",
          "the file holds a NUL character",
          "check that this is the file you meant");
      return Variables.NONE;
    }
    return format == Format.RAW
        ? new RawEnvFile(file, text, surroundings, problems).variables()
        : new DotenvFile(file, text, surroundings, problems, warnings).variables();
  }
}
