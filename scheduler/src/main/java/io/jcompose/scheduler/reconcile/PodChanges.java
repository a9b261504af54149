package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.PodStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one {@code up} does to networks and pods. A pod joins and leaves networks and publishes
 * other ports while its containers run; one whose links themselves change is made anew, as is every
 * pod in a network that is made anew or was lost.
 */
final class PodChanges {
  private final Wanted wanted;
  private final Observed observed;
  private final List<String> warnings = new ArrayList<>();

  /** Networks to be made, with why; those that are there already are removed before. */
  private final Map<NetworkPlan, String> newNetworks = new LinkedHashMap<>();

  /** Pods that stand there and are made anew, with why. */
  private final Map<ContainerName, String> replaced = new LinkedHashMap<>();

  private final List<InfraPlan> created = new ArrayList<>();
  private final List<InfraPlan> updated = new ArrayList<>();

  private PodChanges(Wanted wanted, Observed observed) {
    this.wanted = wanted;
    this.observed = observed;
  }

  /**
   * Judges the networks and pods of the containers that are wanted.
   *
   * @param all whether networks are made that none of them is in
   */
  static PodChanges judge(Wanted wanted, Observed observed, boolean all) {
    PodChanges changes = new PodChanges(wanted, observed);
    Set<InfraPlan> pods = changes.wantedPods();
    changes.judgeNetworks(pods, all);
    changes.judgePods(pods);
    return changes;
  }

  /** The pods of the containers that are to run now. */
  private Set<InfraPlan> wantedPods() {
    Set<InfraPlan> pods = new LinkedHashSet<>();
    for (Wanted.Container container : wanted.containers()) {
      pods.add(wanted.pod(container.spec().plan().pod()));
    }
    return pods;
  }

  private void judgeNetworks(Set<InfraPlan> pods, boolean all) {
    Set<NetworkName> used = new TreeSet<>();
    pods.forEach(pod -> pod.attachments().forEach(place -> used.add(place.network())));
    for (NetworkPlan network : wanted.networks()) {
      if ((all || used.contains(network.name())) && !network.external()) {
        judge(network, Optional.ofNullable(observed.networks().get(network.name())));
      }
    }
  }

  private void judge(NetworkPlan network, Optional<NetworkStatus> now) {
    if (now.isEmpty()) {
      newNetworks.put(network, "no network yet");
      replacePodsIn(network, "is gone");
    } else if (!now.get().plan().project().equals(network.project())) {
      warnings.add(
          "network '"
              + network.name()
              + "' exists but was not made for this project; use 'external: true' to say that this"
              + " is meant");
    } else if (!now.get().plan().equals(network)) {
      newNetworks.put(network, "its definition changed");
      replacePodsIn(network, "changed");
    }
  }

  private void replacePodsIn(NetworkPlan network, String what) {
    observed.pods().values().stream()
        .filter(pod -> isAttached(pod.plan(), network.name()))
        .forEach(pod -> replaced.put(pod.name(), "network '" + network.name() + "' " + what));
  }

  private static boolean isAttached(InfraPlan pod, NetworkName network) {
    return pod.attachments().stream().anyMatch(place -> place.network().equals(network));
  }

  private void judgePods(Set<InfraPlan> pods) {
    for (InfraPlan pod : pods) {
      Optional<PodStatus> now = observed.pod(pod.name());
      if (now.isEmpty()) {
        created.add(pod);
      } else if (!replaced.containsKey(pod.name()) && !now.get().plan().equals(pod)) {
        if (canChangeLive(now.get().plan(), pod) && !takesName(now.get(), pod)) {
          updated.add(pod);
        } else {
          replaced.put(pod.name(), "its links changed");
        }
      }
    }
    for (PodStatus now : observed.pods().values()) {
      if (replaced.containsKey(now.name())) {
        created.add(planned(now.name()).orElse(now.plan()));
      }
    }
  }

  private Optional<InfraPlan> planned(ContainerName name) {
    return wanted.pods().stream().filter(pod -> pod.name().equals(name)).findFirst();
  }

  /** Whether no link goes away that stays wanted in another form. */
  private static boolean canChangeLive(InfraPlan now, InfraPlan then) {
    if (!now.namespace().equals(then.namespace())) {
      return false;
    }
    for (AttachmentPlan place : then.attachments()) {
      for (AttachmentPlan before : now.attachments()) {
        if (before.network().equals(place.network()) && !before.isSameLink(place)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a link is to have the name that another one was given, which stays. */
  private static boolean takesName(PodStatus now, InfraPlan then) {
    Set<String> asked = new TreeSet<>();
    Set<NetworkName> unnamed = new TreeSet<>();
    for (AttachmentPlan place : then.attachments()) {
      place.interfaceName().ifPresentOrElse(asked::add, () -> unnamed.add(place.network()));
    }
    return now.attachments().stream()
        .filter(link -> unnamed.contains(link.network()))
        .anyMatch(link -> asked.contains(link.interfaceName()));
  }

  /** Returns what the user should know. */
  List<String> warnings() {
    return warnings;
  }

  /** Returns the networks to be made, with why. */
  Map<NetworkPlan, String> newNetworks() {
    return newNetworks;
  }

  /** Returns whether a network is there and is to be removed and made anew. */
  boolean isReplaced(NetworkPlan network) {
    return newNetworks.containsKey(network) && observed.networks().containsKey(network.name());
  }

  /** Returns the pods that are removed and made anew, with why. */
  Map<ContainerName, String> replaced() {
    return replaced;
  }

  /** Returns the pods to be recorded, those made anew included. */
  List<InfraPlan> created() {
    return created;
  }

  /** Returns the pods that change while their containers run. */
  List<InfraPlan> updated() {
    return updated;
  }

  /**
   * Returns the pods that are of no more use once these containers are gone: neither planned nor
   * with a container left.
   */
  List<PodStatus> superfluous(Set<ContainerName> removals) {
    Set<ContainerName> planned = new TreeSet<>();
    wanted.pods().forEach(pod -> planned.add(pod.name()));
    return observed.pods().values().stream()
        .filter(pod -> !planned.contains(pod.name()))
        .filter(
            pod ->
                observed.containersOf(pod.name()).stream()
                    .map(ContainerStatus::name)
                    .allMatch(removals::contains))
        .toList();
  }
}
