package io.jcompose.runtime.linux.secret;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where the key of the store is kept. */
final class KeyFile {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path path;
  private final SecretFiles files;

  KeyFile(Path path, SecretFiles files) {
    this.path = path;
    this.files = files;
  }

  Path path() {
    return path;
  }

  /**
   * Returns the key; empty if there is none yet.
   *
   * @throws RuntimeFailure if it cannot be used, or others can read it
   */
  Optional<StoreKey> find() {
    Optional<byte[]> key = files.read(path);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (key.get().length != StoreKey.LENGTH) {
      throw new RuntimeFailure(
          "cannot use " + path + ": it is no key of " + StoreKey.LENGTH + " bytes",
          "restore the file from a backup");
    }
    mustBeOursAlone();
    return key.map(StoreKey::new);
  }

  private void mustBeOursAlone() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (!OWNERS.containsAll(permissions)) {
        throw new RuntimeFailure(
            "cannot use "
                + path
                + ": others have rights on it ("
                + PosixFilePermissions.toString(permissions)
                + ")",
            "run 'chmod 0400 "
                + path
                + "'; if somebody may have read it, remove the folder and make the secrets anew");
      }
    } catch (IOException e) {
      throw SecretFiles.failure("look at", path, e);
    }
  }

  /** Returns the key, made if there is none; whoever does so at the same time gets the same. */
  StoreKey findOrMake() {
    Optional<StoreKey> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    byte[] key = new byte[StoreKey.LENGTH];
    new SecureRandom().nextBytes(key);
    try {
      files.writeNew(path, key);
    } catch (FileAlreadyExistsException e) {
      // another process was quicker: its key is the one
    }
    return find()
        .orElseThrow(
            () -> new RuntimeFailure("the key " + path + " is gone again", "try once more"));
  }
}
