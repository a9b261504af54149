package io.jcompose.model.plan;

import io.jcompose.model.error.Problems;
import io.jcompose.model.project.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** What services want of the pod that they share, by what it is about; the first one has it. */
final class Agreement<K, T> {
  private final Problems problems;
  private final Map<K, T> agreed = new LinkedHashMap<>();
  private final Map<K, Service> firsts = new LinkedHashMap<>();

  Agreement(Problems problems) {
    this.problems = problems;
  }

  /** Takes note of a wish; one that an earlier wish stands against is a problem. */
  void add(Service service, String path, K about, T wanted) {
    Service first = firsts.putIfAbsent(about, service);
    T earlier = agreed.putIfAbsent(about, wanted);
    if (first != null && earlier != null && !earlier.equals(wanted)) {
      problems.add(
          service.place(),
          "services." + service.name() + "." + path,
          "one pod cannot have '"
              + wanted
              + "' and, as service '"
              + first.name()
              + "' wants it, '"
              + earlier
              + "'",
          "make them the same, or choose topology 'bridge'");
    }
  }

  /** Returns what is had. */
  Map<K, T> agreed() {
    return agreed;
  }
}
