package io.jcompose.cli.command;

import io.jcompose.model.files.FileSourceReader;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.value.SecretName;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.SecretStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** What is in the files and the secrets of this host. */
final class KnownContents implements ContentFacts {
  private final FileSourceReader reader = new FileSourceReader();
  private final Supplier<ContainerRuntime> runtime;

  KnownContents(Supplier<ContainerRuntime> runtime) {
    this.runtime = runtime;
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    return reader.read(path, limit);
  }

  @Override
  public String digest(String path) throws IOException {
    Path file;
    try {
      file = Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException("its name cannot be used here", e);
    }
    if (Files.isDirectory(file)) {
      return "a directory";
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return "a device"; // to read it may never end
    }
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public Optional<String> version(SecretName secret) {
    return runtime.get().secrets().find(secret).map(SecretStatus::version);
  }
}
