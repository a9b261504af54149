package io.jcompose.model.plan;

import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What is in the files and in the store of secrets that a project names. */
public interface ContentFacts {
  /** Knows no file and no secret. */
  ContentFacts NONE =
      new ContentFacts() {
        @Override
        public byte[] read(String path, int limit) throws IOException {
          throw new NoSuchFileException(path);
        }

        @Override
        public String digest(String path) throws IOException {
          throw new NoSuchFileException(path);
        }

        @Override
        public Optional<String> version(SecretName secret) {
          return Optional.empty();
        }
      };

  /**
   * Returns the first {@code limit} bytes of a file of the host, or all if there are fewer.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read; its message says why
   */
  byte[] read(String path, int limit) throws IOException;

  /**
   * Returns SHA-256 of a file of the host, in hexadecimal; what is no file with content of its own,
   * such as a directory or a device, has a word instead.
   *
   * @throws NoSuchFileException if there is nothing at that path
   * @throws IOException if it cannot be read; its message says why
   */
  String digest(String path) throws IOException;

  /**
   * Returns a text that tells one content of a stored secret from every other, and gives nothing of
   * it away; empty if there is no such secret.
   *
   * @throws io.jcompose.model.error.JcomposeException if the store cannot be read
   */
  Optional<String> version(SecretName secret);
}
