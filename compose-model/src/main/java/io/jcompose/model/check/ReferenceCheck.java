package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what active services say about each other: what is named is there and active, names are
 * given once, and nobody waits for himself, however indirectly.
 */
public final class ReferenceCheck {
  private final CheckedProject project;
  private final Map<String, CheckedService> active = new LinkedHashMap<>();
  private final Map<String, CheckedService> all = new HashMap<>();
  private final Problems problems;

  /** Creates a check of {@code active} services, which are some of the project's. */
  public ReferenceCheck(
      CheckedProject project, Collection<CheckedService> active, Problems problems) {
    this.project = project;
    this.problems = problems;
    active.forEach(service -> this.active.put(service.name().value(), service));
    project.services().forEach(service -> all.put(service.name().value(), service));
  }

  /** Reports what is wrong. */
  public void check() {
    Map<String, Mention> containerNames = new HashMap<>();
    for (CheckedService service : active.values()) {
      for (Mention mention : service.mentions()) {
        switch (mention.kind()) {
          case DEPENDENCY, LINK -> checkService(service, mention);
          case VOLUME -> checkVolume(mention);
          case CONTAINER_NAME -> checkContainerName(containerNames, mention);
        }
      }
    }
    reportCycles();
  }

  private void checkService(CheckedService service, Mention mention) {
    String name = mention.name().split(":", 2)[0];
    CheckedService target = all.get(name);
    if (name.equals(service.name().value())) {
      problem(mention, "service '" + name + "' depends on itself", "remove the entry");
    } else if (target == null) {
      problem(
          mention,
          "'" + name + "' is not a service",
          NearestName.hint(name, all.keySet(), "add the service, or remove the entry"));
    } else if (!active.containsKey(name) && isRequired(service, target.name())) {
      problem(
          mention,
          "service '" + name + "' is needed here, but none of its profiles is active",
          "add '--profile " + target.profiles().get(0) + "'");
    }
  }

  private static boolean isRequired(CheckedService service, ServiceName dependency) {
    return service.dependencies().stream()
        .anyMatch(each -> each.service().equals(dependency) && each.required());
  }

  private void checkVolume(Mention mention) {
    if (!project.volumes().containsKey(mention.name())) {
      problem(
          mention,
          "volume '" + mention.name() + "' is not declared",
          NearestName.hint(
              mention.name(),
              project.volumes().keySet(),
              "declare it under the top-level 'volumes', or write './"
                  + mention.name()
                  + "' for a directory"));
    }
  }

  private void checkContainerName(Map<String, Mention> containerNames, Mention mention) {
    Mention first = containerNames.putIfAbsent(mention.name(), mention);
    if (first != null) {
      problem(
          mention,
          "container name '" + mention.name() + "' is already given at " + first.place(),
          "rename one of the two");
    }
  }

  private void problem(Mention mention, String message, String hint) {
    problems.add(mention.place(), mention.path(), message, hint);
  }

  /** Follows dependencies depth first, without recursion: a chain may be as long as a file. */
  private void reportCycles() {
    Set<String> done = new LinkedHashSet<>();
    for (String start : active.keySet()) {
      List<String> way = new ArrayList<>();
      List<List<String>> open = new ArrayList<>();
      enter(start, way, open, done);
      while (!way.isEmpty()) {
        List<String> next = open.get(open.size() - 1);
        if (next.isEmpty()) {
          done.add(way.remove(way.size() - 1));
          open.remove(open.size() - 1);
        } else {
          String dependency = next.remove(0);
          int seen = way.indexOf(dependency);
          if (seen >= 0) {
            reportCycle(way.subList(seen, way.size()));
          } else {
            enter(dependency, way, open, done);
          }
        }
      }
    }
  }

  private void enter(String service, List<String> way, List<List<String>> open, Set<String> done) {
    if (!done.contains(service)) {
      way.add(service);
      open.add(new ArrayList<>(dependencies(service)));
    }
  }

  private List<String> dependencies(String service) {
    return Optional.ofNullable(active.get(service)).stream()
        .flatMap(found -> found.dependencies().stream())
        .map(Dependency::service)
        .map(ServiceName::value)
        .filter(name -> active.containsKey(name) && !name.equals(service))
        .toList();
  }

  private void reportCycle(List<String> cycle) {
    String first = cycle.get(0);
    String last = cycle.get(cycle.size() - 1);
    CheckedService closing = active.get(last);
    if (closing == null) {
      return;
    }
    closing.mentions().stream()
        .filter(mention -> mention.name().split(":", 2)[0].equals(first))
        .findFirst()
        .ifPresent(
            mention ->
                problem(
                    mention,
                    "dependency cycle: " + String.join(" -> ", cycle) + " -> " + first,
                    "remove one of these dependencies"));
  }
}
