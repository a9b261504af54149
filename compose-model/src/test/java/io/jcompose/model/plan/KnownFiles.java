package io.jcompose.model.plan;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files and stored secrets that live in memory only. */
final class KnownFiles implements ContentFacts {
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, String> secrets = new HashMap<>();

  KnownFiles file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  KnownFiles secret(String name, String version) {
    secrets.put(name, version);
    return this;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    byte[] content = find(path);
    return Arrays.copyOf(content, Math.min(limit, content.length));
  }

  @Override
  public String digest(String path) throws IOException {
    return HiddenContent.of(find(path)).digest();
  }

  private byte[] find(String path) throws IOException {
    if (path.endsWith("/locked")) {
      throw new IOException("permission denied");
    }
    return Optional.ofNullable(files.get(path)).orElseThrow(() -> new NoSuchFileException(path));
  }

  @Override
  public Optional<String> version(SecretName secret) {
    return Optional.ofNullable(secrets.get(secret.value()));
  }
}
