package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;

/** What kind of place this is: the processor, a container of another tool, systemd. */
final class Machine implements Check {
  private static final Question PROCESSOR = new Question(Topic.MACHINE, "processor");
  private static final Question KIND = new Question(Topic.MACHINE, "kind");
  private static final Question SYSTEMD = new Question(Topic.MACHINE, "systemd");

  /** Those whose system calls we know, by the JVM's names. */
  private static final List<String> PROCESSORS = List.of("amd64", "x86_64", "aarch64");

  private final HostView files;
  private final String processor;

  Machine(HostView files, String processor) {
    this.files = files;
    this.processor = processor;
  }

  @Override
  public List<Finding> findings() {
    return List.of(processor(), KIND.ok(kind()), systemd());
  }

  private Finding processor() {
    return PROCESSORS.contains(processor)
        ? PROCESSOR.ok(processor)
        : PROCESSOR.missing(
            "jcompose does not know the system calls of " + processor,
            "use a machine, and a JDK, for x86_64 or aarch64");
  }

  private String kind() {
    if (files.has(".dockerenv")) {
      return "inside a container of Docker";
    }
    if (files.has("run/.containerenv")) {
      return "inside a container of Podman";
    }
    Optional<String> other = files.text("run/systemd/container"); // systemd-nspawn, LXC and others
    return other.map(name -> "inside a container of " + name).orElse("not inside a container");
  }

  /** Told only: no command needs it yet. */
  private Finding systemd() {
    return SYSTEMD.ok(files.has("run/systemd/system") ? "runs" : "does not run; nothing needs it");
  }
}
