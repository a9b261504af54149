package io.jcompose.runtime.linux;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.names.PodNames;
import io.jcompose.runtime.linux.names.Presence;
import io.jcompose.runtime.linux.names.Resident;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.state.ContainerHome;
import io.jcompose.runtime.linux.state.RunRecord;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import java.util.Optional;

/** Tells those who answer for names how present a container is, by what is recorded of it. */
final class ContainerPresence {
  private final PodNames names;

  ContainerPresence(PodNames names) {
    this.names = names;
  }

  /** Tells of a container after something about it was recorded; of one that is gone, nothing. */
  void tell(ContainerHome home) {
    home.container()
        // nobody is to find a service that only prepares its start
        .filter(container -> !container.spec().plan().isPreStart())
        .ifPresent(
            container -> {
              ContainerPlan plan = container.spec().plan();
              names.put(
                  new PodKey(home.project(), plan.pod()),
                  new Resident(plan.name(), plan.service(), container.shortId()),
                  presence(home));
            });
  }

  private static Presence presence(ContainerHome home) {
    Optional<RunRecord> run = home.run();
    if (run.isEmpty()) {
      return Presence.ABSENT;
    }
    if (run.get().exit().isPresent()) {
      return Presence.AWAY;
    }
    boolean ready = home.notes().health().map(Health.HEALTHY::equals).orElse(true);
    return ready ? Presence.READY : Presence.RUNNING;
  }

  /** Tells that a container is gone. */
  void forget(ContainerName name) {
    names.remove(name);
  }
}
