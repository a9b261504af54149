package io.jcompose.runtime.doctor;

import io.jcompose.model.value.Capability;
import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;

/** Whether root is all that root usually is: in a container of another tool it is not. */
final class Capabilities implements Check {
  private static final Question CAPABILITIES = new Question(Topic.USER, "capabilities");

  /** To make namespaces, mounts and links, and to give up rights for a container's programs. */
  private static final List<Capability> NEEDED =
      List.of(
          Capability.SYS_ADMIN,
          Capability.NET_ADMIN,
          Capability.SETUID,
          Capability.SETGID,
          Capability.SETPCAP);

  private final HostView files;

  Capabilities(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    Optional<Caller> root = Caller.of(files).filter(Caller::isRoot); // others have none at all
    return root.map(Capabilities::finding).stream().toList();
  }

  private static Finding finding(Caller root) {
    List<String> lacking =
        NEEDED.stream()
            .filter(capability -> !root.has(capability))
            .map(capability -> "CAP_" + capability)
            .toList();
    return lacking.isEmpty()
        ? CAPABILITIES.ok("all that making containers takes")
        : CAPABILITIES.missing(
            "root lacks " + String.join(", ", lacking) + " here",
            "start the container that jcompose runs in with '--privileged', or grant its service"
                + " these capabilities");
  }
}
