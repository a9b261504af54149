package io.jcompose.runtime.linux;

import io.jcompose.runtime.doctor.Doctor;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;

/**
 * Whether this host can make containers; asked before anything is made, so that the answer names
 * the missing piece and not the system call that stumbled over it. Reads a few files of {@code
 * /proc} and changes nothing. The conditions are those that {@code jcompose doctor} lists.
 */
final class HostCheck {
  private final Host host;

  HostCheck(Host host) {
    this.host = host;
  }

  /**
   * Returns if the user who calls may make containers.
   *
   * @throws RuntimeFailure otherwise
   */
  void requireCaller() {
    require(Doctor.ofCaller(host));
  }

  /**
   * Returns if containers can be made.
   *
   * @throws RuntimeFailure naming a piece that is missing
   */
  void requireContainers() {
    require(Doctor.ofKernel(host));
  }

  private static void require(Doctor doctor) {
    doctor.firstMissing().ifPresent(HostCheck::refuse);
  }

  private static void refuse(Finding missing) {
    throw new RuntimeFailure("cannot make containers: " + missing.found(), missing.hint());
  }
}
