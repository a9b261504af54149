package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan.NetworkNamespace;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.host.HostFiles;
import io.jcompose.runtime.linux.process.UtsName;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.ContainerRecord;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.runtime.linux.state.StateStore;
import java.util.Optional;

/**
 * What containers call themselves, as docker has it: what the file says; else who shares a network
 * is called like its owner, be that another container or the host; else the short form of the id.
 */
final class SelfNames {
  private static final String HOST = "proc/sys/kernel/hostname";

  private final Host host;
  private final StateStore state;

  SelfNames(Host host, StateStore state) {
    this.host = host;
    this.state = state;
  }

  /**
   * Returns what a container is called. One that runs keeps the name that it was started with: its
   * owner's may be another by now, as it was replaced.
   */
  UtsName of(ContainerHome home, ContainerRecord container) {
    return home.run()
        .filter(run -> run.exit().isEmpty())
        .flatMap(RunRecord::self)
        .orElseGet(() -> next(container));
  }

  /** Returns what a container is called that starts now. */
  UtsName next(ContainerRecord container) {
    ContainerPlan plan = container.spec().plan();
    Optional<String> named = plan.network().hostname();
    Optional<UtsName> owners =
        named.isPresent()
            ? Optional.empty()
            : owner(plan).flatMap(home -> home.container().map(record -> of(home, record)));
    return owners.orElseGet(
        () ->
            new UtsName(
                named.or(() -> hostsOwn(plan)).orElseGet(container::shortId),
                plan.network().domainName()));
  }

  private Optional<ContainerHome> owner(ContainerPlan plan) {
    if (plan.joined().isPresent()) {
      return plan.joined().flatMap(state::find);
    }
    return namespace(plan) instanceof NetworkNamespace.OfContainer other
        ? state.findByNameOrId(other.container())
        : Optional.empty();
  }

  private Optional<String> hostsOwn(ContainerPlan plan) {
    return namespace(plan) instanceof NetworkNamespace.Host
        ? new HostFiles(host).find(HOST).map(String::strip)
        : Optional.empty();
  }

  /** Of a pod that is not recorded, it is taken for its own. */
  private NetworkNamespace namespace(ContainerPlan plan) {
    return state
        .project(plan.project())
        .pod(plan.pod())
        .map(pod -> pod.plan().namespace())
        .orElseGet(NetworkNamespace.Own::new);
  }
}
