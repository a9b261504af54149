package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.State;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.FirewallView;
import io.jcompose.runtime.syscall.FileSystems;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Door of the package: looks at a host and says what is there, what is not, and what to do about
 * it. Changes nothing; any user may ask, and is told what that user can see.
 */
public final class Doctor {
  private final List<Check> checks;

  private Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Returns the one that looks at everything; takes some tenths of a second. */
  public static Doctor ofAll(Host host) {
    return ofAll(
        host,
        new Probes(
            Probes.Java.ofThisProcess(),
            FirewallView.of(host),
            Files::isWritable,
            FileSystems::space,
            FileSystems::hasFileCapabilities));
  }

  static Doctor ofAll(Host host, Probes probes) {
    HostView files = new HostView(host);
    return new Doctor(
        List.of(
            new KernelVersion(files),
            new Machine(files, probes.java().processor()),
            new JavaMachine(files, probes.java().version(), probes.java().home()),
            new CallingUser(files),
            new Capabilities(files),
            new SubordinateIds(files, probes.fileCapabilities()),
            new Namespaces(files),
            new UserNamespaces(files),
            new ControlGroups(files, host.cgroups(), probes.writable()),
            new OverlayFileSystem(files),
            new StateFileSystem(files, host.state()),
            new StateSpace(host.state(), probes.space()),
            new NftablesSupport(files, probes.firewall()),
            new Firewalld(files),
            new Forwarding(files, probes.writable()),
            new Addresses(files),
            new Resolvers(host, files),
            new Limits(files),
            new Security(files),
            new Programs(files)));
  }

  /** Returns the one that looks at who calls. */
  public static Doctor ofCaller(Host host) {
    return new Doctor(List.of(new CallingUser(new HostView(host))));
  }

  /** Returns the one that looks at what no container can do without; reads a few small files. */
  public static Doctor ofKernel(Host host) {
    HostView files = new HostView(host);
    return new Doctor(
        List.of(
            new KernelVersion(files),
            new Namespaces(files),
            new OverlayFileSystem(files),
            new Capabilities(files)));
  }

  /** Returns the one that looks at nftables, and at whose tables drop what containers send. */
  public static Doctor ofFirewall(Host host, FirewallView firewall) {
    return new Doctor(List.of(new NftablesSupport(new HostView(host), firewall)));
  }

  /** Returns what was found, in the order of the topics. */
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }

  /** Returns the first thing found without which no container runs; empty if all is there. */
  public Optional<Finding> firstMissing() {
    return findings().stream().filter(finding -> finding.state() == State.MISSING).findFirst();
  }
}
