package io.jcompose.runtime.linux.state;

import io.jcompose.scheduler.runtime.ContainerNotes;

/** The scheduler's notes, with a version. */
record NotesRecord(int version, ContainerNotes notes) {
  static final int VERSION = 1;
}
