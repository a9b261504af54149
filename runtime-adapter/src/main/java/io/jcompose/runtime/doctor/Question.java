package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.State;
import io.jcompose.runtime.doctor.Finding.Topic;

/** What a check asks; its answers are findings. */
record Question(Topic topic, String check) {

  Finding ok(String found) {
    return new Finding(topic, check, State.OK, found, "");
  }

  Finding note(String found, String hint) {
    return new Finding(topic, check, State.NOTE, found, hint);
  }

  Finding warning(String found, String hint) {
    return new Finding(topic, check, State.WARNING, found, hint);
  }

  Finding missing(String found, String hint) {
    return new Finding(topic, check, State.MISSING, found, hint);
  }

  /** What is missing where the process file system is not mounted. */
  Finding withoutProc() {
    return missing(
        "there is no process file system at /proc", "mount it with 'mount -t proc proc /proc'");
  }
}
