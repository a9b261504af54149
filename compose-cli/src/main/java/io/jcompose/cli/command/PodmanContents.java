package io.jcompose.cli.command;

import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.value.SecretName;
import java.io.IOException;
import java.util.Optional;

/** What is in the files that a project names; its external secrets are podman's, who knows them. */
final class PodmanContents implements ContentFacts {
  private final ContentFacts files;

  PodmanContents(ContentFacts files) {
    this.files = files;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    return files.read(path, limit);
  }

  @Override
  public String digest(String path) throws IOException {
    return files.digest(path);
  }

  @Override
  public Optional<String> version(SecretName secret) {
    return Optional.of("podman's");
  }
}
