package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

  private void reportCycles() {
    Set<String> done = new HashSet<>();
    active.keySet().forEach(start -> follow(start, done));
  }

  /** Follows dependencies depth first, without recursion: a chain may be as long as a file. */
  private void follow(String start, Set<String> done) {
    List<String> way = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    Optional<String> entering = Optional.of(start).filter(name -> !done.contains(name));
    while (entering.isPresent() || !open.isEmpty()) {
      if (entering.isPresent()) {
        positions.put(entering.get(), way.size());
        way.add(entering.get());
        open.push(dependencies(entering.get()).iterator());
        entering = Optional.empty();
      } else if (open.element().hasNext()) {
        String next = open.element().next();
        Optional.ofNullable(positions.get(next))
            .ifPresent(position -> reportCycle(way.subList(position, way.size())));
        if (!positions.containsKey(next) && !done.contains(next)) {
          entering = Optional.of(next);
        }
      } else {
        open.pop();
        String left = way.remove(way.size() - 1);
        positions.remove(left);
        done.add(left);
      }
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
