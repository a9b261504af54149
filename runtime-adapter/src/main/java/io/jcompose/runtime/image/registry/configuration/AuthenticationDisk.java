package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.HostFiles;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Reads and writes files of credentials. */
final class AuthenticationDisk {
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---r--r--");
  private static final FileAttribute<?> FILE = owners("rw-------");
  private static final FileAttribute<?> FOLDER = owners("rwx------");

  private AuthenticationDisk() {}

  private static FileAttribute<?> owners(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Returns what a file says; empty if there is none. */
  static Optional<AuthenticationFile> read(AuthenticationPath path) {
    try {
      String text = HostFiles.read(path.file());
      if (path.ownersAlone()) {
        mustBeOursAlone(path.file());
      }
      return Optional.of(AuthenticationFile.parse(path, text));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot read " + path.file() + ": " + e.getMessage(),
          "make it readable, or name another file in REGISTRY_AUTH_FILE",
          e);
    }
  }

  private static void mustBeOursAlone(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
      throw new RuntimeFailure(
          "cannot use " + file + ": others may read it", "run 'chmod 0600 " + file + "'");
    }
  }

  /** Makes the folder of a file; returns whether the file can be written. */
  static boolean prepare(AuthenticationPath path) {
    Path folder = folder(path.file());
    if (path.base().filter(base -> !Files.isDirectory(base)).isPresent()) {
      return false;
    }
    try {
      Files.createDirectories(folder, FOLDER);
    } catch (IOException e) {
      return false;
    }
    return Files.isWritable(folder)
        && (!Files.exists(path.file()) || Files.isWritable(path.file()));
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().resolveSibling("");
  }

  /** Writes a file for its owner alone; a reader sees the old one or the new one. */
  static void write(AuthenticationPath path, AuthenticationFile content) {
    try {
      Path file = Files.exists(path.file()) ? path.file().toRealPath() : path.file();
      Path draft = Files.createTempFile(folder(file), ".auth", ".json", FILE);
      try {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = StandardCharsets.UTF_8.encode(content.text());
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write " + path.file() + ": " + e.getMessage(),
          "make its folder writable, or name another file in REGISTRY_AUTH_FILE",
          e);
    }
  }
}
