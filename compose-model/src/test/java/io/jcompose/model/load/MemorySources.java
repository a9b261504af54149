package io.jcompose.model.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that live in memory only. */
public final class MemorySources implements SourceReader {
  private final Map<String, byte[]> files = new HashMap<>();

  /** Adds a file of text. */
  public MemorySources with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file of bytes. */
  public MemorySources with(String path, byte[] content) {
    files.put(path, content.clone());
    return this;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    if (names(path).isPresent()) {
      throw new IOException("Is a directory");
    }
    byte[] content =
        Optional.ofNullable(files.get(path)).orElseThrow(() -> new NoSuchFileException(path));
    return Arrays.copyOf(content, Math.min(content.length, limit));
  }

  @Override
  public boolean exists(String path) {
    return files.containsKey(path);
  }

  @Override
  public Optional<List<String>> names(String path) {
    String above = path.endsWith("/") ? path : path + "/";
    List<String> names =
        files.keySet().stream()
            .filter(file -> file.startsWith(above))
            .map(file -> file.substring(above.length()).replaceFirst("/.*", ""))
            .distinct()
            .toList();
    return Optional.of(names).filter(found -> !found.isEmpty());
  }
}
