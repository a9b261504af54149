package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import io.jcompose.runtime.linux.network.Uplink;
import io.jcompose.runtime.linux.process.HostPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of the host that jcompose runs, and what it does without them. */
final class Programs implements Check {
  private static final Question PAUSE = new Question(Topic.PROGRAMS, "sleep");
  private static final Question INIT = new Question(Topic.PROGRAMS, "init");
  private static final Question MOUNT = new Question(Topic.PROGRAMS, "mount");
  private static final Question NFT = new Question(Topic.PROGRAMS, "nft");
  private static final Question USER_NETWORK = new Question(Topic.PROGRAMS, "pasta");

  private final HostView files;
  private final HostPrograms programs;

  Programs(HostView files) {
    this.files = files;
    this.programs = new HostPrograms(files.path(""));
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(List.of(pause(), init()));
    if (KernelRelease.of(files).filter(release -> release.isOlderThan(6, 17)).isPresent()) {
      findings.add(mount());
    }
    findings.add(nft());
    findings.add(userNetwork());
    return findings;
  }

  private Finding pause() {
    return programs
        .findSleep()
        .map(this::found)
        .map(PAUSE::ok)
        .orElseGet(
            () ->
                PAUSE.missing(
                    "not installed: pods have no pause process",
                    "install the package 'coreutils' (Debian, Fedora)"));
  }

  private Finding init() {
    return programs
        .findReaper()
        .map(this::found)
        .map(INIT::ok)
        .orElseGet(
            () ->
                INIT.note(
                    "neither catatonit nor tini is installed: 'init: true' is refused",
                    "install the package 'catatonit' or 'tini' (Debian, Fedora)"));
  }

  private Finding mount() {
    return files
        .program("mount")
        .map(this::found)
        .map(MOUNT::ok)
        .orElseGet(
            () ->
                MOUNT.missing(
                    "not installed: this kernel needs it to mount a container's /proc",
                    "install the package 'mount' (Debian) or 'util-linux' (Fedora)"));
  }

  private Finding nft() {
    return NFT.ok(
        files
            .program("nft")
            .map(this::found)
            .orElse("not installed; used only where libnftables is not (package 'nftables')"));
  }

  private Finding userNetwork() {
    Optional<Path> program = files.program(Uplink.PROGRAMS.toArray(String[]::new));
    return USER_NETWORK.ok(
        program
            .map(this::found)
            .orElse(
                "neither it nor slirp4netns is installed; used only where nftables is not (packages"
                    + " 'passt', 'slirp4netns')"));
  }

  private String found(Path program) {
    return files.shown(program);
  }
}
