package io.jcompose.runtime.linux.disk;

import io.jcompose.model.plan.MalformedJsonException;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One versioned JSON file. A reader sees the old state or the new one, never half of one.
 *
 * @param <T> the record it holds, whose first component is {@code int version}
 */
public final class StateFile<T extends Record> {
  private static final Pattern VERSION = Pattern.compile("\"version\":\\s*(\\d+)");

  private final Path directory;
  private final Path path;
  private final Class<T> type;
  private final int version;
  private final PlanJson json;
  private final FileCalls files;

  StateFile(
      Path directory, String name, Class<T> type, int version, PlanJson json, FileCalls files) {
    this.directory = directory;
    this.path = directory.resolve(name);
    this.type = type;
    this.version = version;
    this.json = json;
    this.files = files;
  }

  /**
   * Returns what is recorded; empty if there is no file, or its directory is just being removed.
   */
  public Optional<T> read() {
    Optional<String> text;
    try {
      text = Contents.of(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot read " + path + ": " + e.getMessage(),
          "make the file readable for root, then run the command again",
          e);
    }
    return text.map(this::parse);
  }

  private T parse(String text) {
    Matcher written = VERSION.matcher(text);
    if (written.find() && !written.group(1).equals(Integer.toString(version))) {
      throw new RuntimeFailure(
          "cannot use " + path + ": it is of version " + written.group(1) + ", not " + version,
          "use the jcompose that wrote it to run 'jcompose down', then this one to run 'up'");
    }
    try {
      return json.read(text, type);
    } catch (MalformedJsonException e) {
      throw new RuntimeFailure(
          "cannot use " + path + ": it is damaged (" + e.getMessage() + ")",
          "restore the file from a backup, or remove " + directory + " and start anew",
          e);
    }
  }

  /** Records {@code value}; once this returns, neither a kill nor a power failure undoes it. */
  public void write(T value) {
    replace(value);
    files.syncDirectory(directory);
  }

  /**
   * Records {@code value}; once this returns, a kill does not undo it. After a power failure it is
   * the old state or the new one.
   */
  public void writeLightly(T value) {
    replace(value);
  }

  private void replace(T value) {
    try {
      Path draft = Files.createTempFile(directory, "." + path.getFileName(), ".draft");
      try {
        try (var out = new FileOutputStream(draft.toFile())) {
          out.write(json.write(value).getBytes(StandardCharsets.UTF_8));
          out.getFD().sync();
        }
        Files.move(
            draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write " + path + ": " + e.getMessage(),
          "see with 'df -h " + directory + "' whether there is room left",
          e);
    }
  }
}
