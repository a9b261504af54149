package io.jcompose.runtime.linux.process;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The few programs of the host that containers use. */
public final class HostPrograms {
  private static final List<String> CATATONIT =
      List.of("usr/bin/catatonit", "usr/libexec/podman/catatonit", "usr/lib/podman/catatonit");

  /** Those that need no library come first: a container may have another libc, or none. */
  private static final List<String> OTHER_REAPERS =
      List.of(
          "usr/bin/docker-init",
          "usr/libexec/docker/docker-init",
          "usr/bin/tini-static",
          "usr/bin/tini");

  private static final String REAPER_REMEDY =
      "install the package 'catatonit' or 'tini', or drop 'init' from the service";

  private static final List<String> SLEEP = List.of("usr/bin/sleep", "bin/sleep");

  private final Path root;

  /** Looks below {@code root}. */
  public HostPrograms(Path root) {
    this.root = root;
  }

  /** Returns the program that reaps orphans as a container's process 1. */
  Path reaper() {
    return findReaper()
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot run a container with 'init: true': this host has neither catatonit nor"
                        + " tini",
                    REAPER_REMEDY));
  }

  /** Returns what to do about a missing reaper; empty if there is one. */
  Optional<String> reaperRemedy() {
    return findReaper().isPresent() ? Optional.empty() : Optional.of(REAPER_REMEDY);
  }

  /** Returns the program that reaps orphans, if there is one. */
  public Optional<Path> findReaper() {
    return find(CATATONIT).or(() -> find(OTHER_REAPERS));
  }

  /**
   * Returns a command that only sleeps, as absolute path and arguments. Not {@code catatonit -P},
   * which is made for it: it closes the descriptors it was given, and with them the pipes that the
   * pause process is to hold open.
   */
  List<String> sleeper() {
    return findSleep()
        .map(sleep -> List.of(sleep.toString(), "infinity"))
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start the pod's pause process: this host has no program 'sleep'",
                    "install the package 'coreutils'"));
  }

  /** Returns the program that only sleeps, if there is one. */
  public Optional<Path> findSleep() {
    return find(SLEEP);
  }

  private Optional<Path> find(List<String> places) {
    return places.stream().map(root::resolve).filter(Files::isExecutable).findFirst();
  }
}
