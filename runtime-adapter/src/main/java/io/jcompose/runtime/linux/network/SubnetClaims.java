package io.jcompose.runtime.linux.network;

import io.jcompose.model.value.IpSubnet;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which bridge has which subnet: a directory with a file for each bridge. It covers the time
 * between choosing a subnet and anything else that shows it is taken. To be used under {@link
 * HostLock}.
 */
final class SubnetClaims {
  private final Path directory;

  SubnetClaims(Path directory) {
    this.directory = directory;
  }

  /** Returns what a bridge has. */
  Optional<IpSubnet> find(String bridge) {
    return Optional.ofNullable(all().get(bridge));
  }

  /** Returns all claims, by bridge. */
  Map<String, IpSubnet> all() {
    Map<String, IpSubnet> claims = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String bridge = file.getFileName().toString();
        if (NetworkAllocation.isBridge(bridge)) {
          claims.put(bridge, read(file));
        }
      }
    } catch (IOException e) {
      throw failure("read", directory, e);
    }
    return claims;
  }

  private static IpSubnet read(Path file) throws IOException {
    try {
      return IpSubnet.of(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new RuntimeFailure(
          "cannot read " + file + ": " + e.getMessage(),
          "remove the file; the project's next 'jcompose up' writes it anew",
          e);
    }
  }

  /** Writes a claim, or overwrites it. */
  void put(String bridge, IpSubnet subnet) {
    Path file = directory.resolve(bridge);
    Path draft = directory.resolve(bridge + ".draft");
    try {
      Files.writeString(draft, subnet + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure("write", file, e);
    }
  }

  /** Removes a claim; one that is gone is a success. */
  void remove(String bridge) {
    Path file = directory.resolve(bridge);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure("remove", file, e);
    }
  }

  private static RuntimeFailure failure(String action, Path path, IOException e) {
    return new RuntimeFailure(
        "cannot " + action + " " + path + ": " + e.getMessage(),
        "check that root may write to the state directory and that its disk is not full",
        e);
  }
}
