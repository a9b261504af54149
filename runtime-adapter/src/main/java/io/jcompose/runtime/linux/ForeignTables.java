package io.jcompose.runtime.linux;

import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.doctor.Doctor;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.FirewallView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Warns of other programs' tables that drop what pods send, Docker's first of all: ours cannot
 * overrule them, and nothing else would tell the user why no packet comes through.
 */
final class ForeignTables {
  private final FirewallView firewall;
  private final Doctor doctor;
  private final Consumer<String> warnings;
  private final Set<ProjectName> told = ConcurrentHashMap.newKeySet();

  ForeignTables(Host host, FirewallView firewall, Consumer<String> warnings) {
    this.firewall = firewall;
    this.doctor = Doctor.ofFirewall(host, firewall);
    this.warnings = warnings;
  }

  /** Looks once for each project, until {@link #forget}. */
  void announce(ProjectName project) {
    if (told.add(project) && firewall.shortfall().isEmpty()) {
      doctor.findings().stream()
          .filter(finding -> finding.state() == Finding.State.WARNING)
          .forEach(finding -> warnings.accept(finding.found() + "; " + finding.hint()));
    }
  }

  /** No pod of the project runs any more: the next one that starts is another story. */
  void forget(ProjectName project) {
    told.remove(project);
  }
}
