package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;

/** Whether the user who calls may make containers. */
final class CallingUser implements Check {
  private static final Question CALLER = new Question(Topic.USER, "caller");

  private final HostView files;

  CallingUser(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    return List.of(Caller.of(files).map(CallingUser::finding).orElseGet(CALLER::withoutProc));
  }

  private static Finding finding(Caller caller) {
    return caller.isRoot()
        ? CALLER.ok("root")
        : CALLER.missing(
            "user "
                + Integer.toUnsignedString(caller.user())
                + " is an ordinary one, and this version needs root",
            "run the command with 'sudo', or as root");
  }
}
