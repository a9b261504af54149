package io.jcompose.runtime.linux;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.cgroup.Accounting;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ProcessIdentity;
import io.jcompose.runtime.linux.state.ProcessTable;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.linux.state.StateStore;
import io.jcompose.runtime.linux.usage.MachineMemory;
import io.jcompose.runtime.linux.usage.NetworkCounters;
import io.jcompose.runtime.linux.usage.ProcessReader;
import io.jcompose.scheduler.runtime.ProcessStatus;
import io.jcompose.scheduler.runtime.ResourceUsage;
import io.jcompose.scheduler.runtime.Statistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what the kernel knows of all containers; needs no supervisor. */
final class LinuxStatistics implements Statistics {
  private final Host host;
  private final StateStore state;
  private final ProcessTable table;
  private final ProcessReader reader;
  private final MachineMemory machine;

  LinuxStatistics(Host host, StateStore state, ProcessTable table) {
    this.host = host;
    this.state = state;
    this.table = table;
    this.reader = new ProcessReader(host);
    this.machine = new MachineMemory(host);
  }

  @Override
  public List<ProcessStatus> processes(ContainerName container) {
    Optional<ContainerHome> home = state.find(container);
    Optional<Long> first = home.flatMap(this::process);
    if (first.isEmpty()) {
      return List.of();
    }
    // on a host without control groups its first process is all that is known
    Set<Long> pids = new LinkedHashSet<>(List.of(first.get()));
    pids.addAll(accounts(home.orElseThrow()).processes());
    return reader.describe(pids);
  }

  @Override
  public Optional<ResourceUsage> usage(ContainerName container) {
    return state.find(container).flatMap(home -> process(home).map(pid -> usage(home, pid)));
  }

  private ResourceUsage usage(ContainerHome home, long pid) {
    Accounting accounts = accounts(home);
    NetworkCounters network = NetworkCounters.of(host.proc(), pid);
    long machineBytes = machine.bytes();
    return new ResourceUsage(
        host.clock().instant(),
        accounts.processorTime(),
        accounts.memory(),
        Math.min(accounts.memoryLimit().orElse(machineBytes), machineBytes),
        network.received(),
        network.sent(),
        accounts.read(),
        accounts.written(),
        accounts.tasks());
  }

  private Accounting accounts(ContainerHome home) {
    return new Accounting(host.cgroups(), home.project(), home.name());
  }

  private Optional<Long> process(ContainerHome home) {
    return home.run()
        .filter(run -> run.exit().isEmpty())
        .flatMap(RunRecord::process)
        .filter(table::isThere)
        .map(ProcessIdentity::pid);
  }
}
