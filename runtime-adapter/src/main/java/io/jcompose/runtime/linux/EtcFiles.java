package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.NetworkSettings.Link;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.HostsFile;
import io.jcompose.runtime.linux.network.ResolvConf;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.PodRecord;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that are mounted over a container's own in {@code /etc}. Written anew at each start:
 * the host's name servers may have changed, and a plan may have brought other names.
 */
final class EtcFiles {
  private final Host host;

  EtcFiles(Host host) {
    this.host = host;
  }

  /** Writes the files into the container's home and returns how they are mounted. */
  List<RootMount> write(ContainerHome home, ContainerSpec spec, PodRecord pod, String hostname) {
    Set<String> names = new LinkedHashSet<>(names(pod.plan()));
    spec.plan().network().links().stream().map(Link::alias).forEach(names::add);
    String hosts =
        HostsFile.text(pod.network(), hostname, names, spec.plan().network().extraHosts());
    return List.of(
        write(home, "hosts", hosts),
        write(home, "hostname", hostname + "\n"),
        write(home, "resolv.conf", ResolvConf.of(host)));
  }

  private static List<String> names(PodPlan plan) {
    return plan.infra().names();
  }

  private static RootMount write(ContainerHome home, String name, String text) {
    Path file = home.etc().resolve(name);
    try {
      // a container writes into these files; what it wrote is not to be followed, nor kept
      Files.deleteIfExists(file);
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot write " + file + ": " + e.getMessage(),
          "see with 'df -h " + home.etc() + "' whether there is room left",
          e);
    }
    return new RootMount.Bind(file, "/etc/" + name, false, Optional.empty());
  }
}
