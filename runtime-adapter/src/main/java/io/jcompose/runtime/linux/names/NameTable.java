package io.jcompose.runtime.linux.names;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.dns.Zone;
import io.jcompose.runtime.linux.network.PodKey;
import io.jcompose.runtime.linux.network.PodLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The pods and containers of this process, and what follows for names. Not for several threads. */
final class NameTable {
  private final Map<PodKey, Pod> pods = new LinkedHashMap<>();
  private final Map<ContainerName, Member> members = new LinkedHashMap<>();

  private record Pod(List<AttachmentPlan> places, List<PodLink> links) {}

  private record Member(PodKey pod, Resident who, Presence presence) {}

  /** Adds a pod, or changes it; returns the networks whose names change. */
  Set<NetworkName> put(PodKey key, List<AttachmentPlan> places, List<PodLink> links) {
    Set<NetworkName> changed = networksOf(key);
    pods.put(key, new Pod(List.copyOf(places), List.copyOf(links)));
    changed.addAll(networksOf(key));
    return changed;
  }

  /** Removes a pod; returns the networks whose names change. */
  Set<NetworkName> remove(PodKey key) {
    Set<NetworkName> changed = networksOf(key);
    pods.remove(key);
    members.values().removeIf(member -> member.pod().equals(key));
    return changed;
  }

  /** Notes how present a container is; returns the networks whose names change. */
  Set<NetworkName> put(PodKey pod, Resident who, Presence presence) {
    Member member = new Member(pod, who, presence);
    return member.equals(members.put(who.name(), member)) ? Set.of() : networksOf(pod);
  }

  /** Forgets a container; returns the networks whose names change. */
  Set<NetworkName> remove(ContainerName name) {
    Member member = members.remove(name);
    return member == null ? Set.of() : networksOf(member.pod());
  }

  private Set<NetworkName> networksOf(PodKey key) {
    Set<NetworkName> networks = new TreeSet<>();
    Pod pod = pods.get(key);
    if (pod != null) {
      pod.links().forEach(link -> networks.add(link.network()));
    }
    return networks;
  }

  /** Returns what a project's pods are called in a network. */
  Fragment fragment(NetworkName network, ProjectName project) {
    Map<PodKey, List<Member>> byPod = new HashMap<>();
    members
        .values()
        .forEach(
            member -> byPod.computeIfAbsent(member.pod(), unused -> new ArrayList<>()).add(member));
    Map<String, List<IpAddress>> ready = new HashMap<>();
    Map<String, List<IpAddress>> running = new HashMap<>();
    Map<String, List<IpAddress>> away = new HashMap<>();
    Set<String> known = new TreeSet<>();
    Map<IpAddress, String> reverse = new HashMap<>();
    pods.forEach(
        (key, pod) -> {
          Optional<PodLink> link =
              pod.links().stream().filter(place -> place.network().equals(network)).findFirst();
          if (link.isPresent() && key.project().equals(project)) {
            List<Member> inside = byPod.getOrDefault(key, List.of());
            for (String name : names(pod.places(), network, inside)) {
              known.add(name);
              List<IpAddress> addresses = link.get().addresses();
              switch (presence(name, inside)) {
                case READY -> add(ready, name, addresses);
                case RUNNING -> add(running, name, addresses);
                case AWAY -> add(away, name, addresses);
                case ABSENT -> {}
              }
            }
            String own = inside.size() == 1 ? inside.get(0).who().name().value() : "";
            String shown = own.isEmpty() ? key.infra().value() : own;
            link.get().addresses().forEach(address -> reverse.put(address, shown));
          }
        });
    return new Fragment(Fragment.VERSION, ready, running, away, known, reverse);
  }

  /** Who is known by its name in the network is so by its id; who joined the pod is by neither. */
  private static List<String> names(
      List<AttachmentPlan> places, NetworkName network, List<Member> inside) {
    List<String> names = new ArrayList<>();
    places.stream()
        .filter(place -> place.network().equals(network))
        .map(AttachmentPlan::names)
        .forEach(names::addAll);
    List<String> ids =
        inside.stream()
            .map(Member::who)
            .filter(who -> names.contains(who.name().value()))
            .map(Resident::shortId)
            .toList();
    names.addAll(ids);
    return names;
  }

  /** A name of one container is as present as that one, an alias as the best of the pod. */
  private static Presence presence(String name, List<Member> inside) {
    List<Presence> own = new ArrayList<>();
    List<Presence> all = new ArrayList<>();
    for (Member member : inside) {
      all.add(member.presence());
      if (member.who().is(name)) {
        own.add(member.presence());
      }
    }
    return (own.isEmpty() ? all : own).stream().max(Presence::compareTo).orElse(Presence.ABSENT);
  }

  private static void add(
      Map<String, List<IpAddress>> names, String name, List<IpAddress> addresses) {
    names.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(addresses);
  }

  /**
   * Returns what a network's questions are answered from: the healthy containers of a name, or if
   * none is, those that run, or those that did.
   */
  static Zone zone(NetworkName network, Collection<Fragment> fragments) {
    Map<String, List<IpAddress>> names = new HashMap<>();
    Map<IpAddress, String> reverse = new HashMap<>();
    Set<String> silent = new TreeSet<>();
    addNew(names, fragments, Fragment::ready);
    addNew(names, fragments, Fragment::running);
    addNew(names, fragments, Fragment::away);
    for (Fragment fragment : fragments) {
      silent.addAll(fragment.known());
      reverse.putAll(fragment.reverse());
    }
    silent.removeAll(names.keySet());
    return new Zone(network, names, silent, reverse);
  }

  /** Adds what all fragments say of names that are not there before. */
  private static void addNew(
      Map<String, List<IpAddress>> names,
      Collection<Fragment> fragments,
      Function<Fragment, Map<String, List<IpAddress>>> part) {
    Set<String> before = Set.copyOf(names.keySet());
    for (Fragment fragment : fragments) {
      part.apply(fragment)
          .forEach(
              (name, all) -> {
                if (!before.contains(name)) {
                  add(names, name, all);
                }
              });
    }
  }
}
