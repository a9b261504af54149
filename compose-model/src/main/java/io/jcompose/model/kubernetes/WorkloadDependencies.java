package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.yaml.MapNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a pod waits for: the annotation {@code jcompose.io/depends-on}, which has the form of
 * Compose's {@code depends_on} as JSON, with names of other workloads. Kubernetes has no such
 * thing.
 */
final class WorkloadDependencies {
  private static final String ANNOTATION = "jcompose.io/depends-on";
  private static final String EXAMPLE = "{\"db\": {\"condition\": \"service_healthy\"}}";
  private static final String COMPLETED = "service_completed_successfully";
  private static final String HEALTHY = "service_healthy";
  private static final Set<String> CONDITIONS = Set.of("service_started", HEALTHY, COMPLETED);

  private final List<Pod> pods;

  WorkloadDependencies(List<Pod> pods) {
    this.pods = pods;
  }

  /** Returns what {@code pod} waits for, as Compose writes it. */
  ComposeMap of(Pod pod) {
    ComposeMap all = new ComposeMap(pod.spec().place());
    pod.template()
        .at("metadata", "annotations", ANNOTATION)
        .ifPresent(
            annotation ->
                AnnotationText.object(annotation, EXAMPLE)
                    .ifPresent(map -> add(all, pod, annotation, map)));
    return all;
  }

  private void add(ComposeMap all, Pod pod, Element annotation, MapNode dependencies) {
    for (String name : dependencies.entries().keySet()) {
      MapNode written =
          dependencies.map(name).orElseGet(() -> new MapNode(annotation.place(), Map.of()));
      String condition = written.text("condition").orElse("service_started");
      boolean required = !written.text("required").equals(Optional.of("false"));
      List<Pod> named =
          pods.stream()
              .filter(other -> other.owner().name().equals(name))
              .filter(other -> !other.owner().equals(pod.owner()))
              .toList();
      if (!CONDITIONS.contains(condition)) {
        annotation.problem(
            "'" + condition + "' is not a condition",
            NearestName.hint(condition, CONDITIONS, "use one of " + String.join(", ", CONDITIONS)));
      } else if (named.isEmpty() && required) {
        annotation.problem(
            "there is no other workload '" + name + "' with a pod in these files",
            NearestName.hint(name, names(), "add it, or write '\"required\": false'"));
      }
      boolean restart = written.text("restart").equals(Optional.of("true"));
      named.forEach(other -> add(all, annotation, other, condition, restart));
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    pods.forEach(pod -> names.add(pod.owner().name()));
    return names;
  }

  private static void add(
      ComposeMap all, Element annotation, Pod other, String condition, boolean restart) {
    boolean anyChecked = other.mainContainers().stream().anyMatch(WorkloadDependencies::isChecked);
    for (Element container : other.mainContainers()) {
      // of containers that are not checked only the start can be awaited, unless none is: then an
      // image may bring a check
      boolean startedOnly = condition.equals(HEALTHY) && anyChecked && !isChecked(container);
      ComposeMap dependency =
          new ComposeMap(annotation.place())
              .text("condition", startedOnly ? "service_started" : condition);
      if (restart) {
        dependency.bare("restart", true);
      }
      all.put(other.serviceOf(container), dependency);
    }
  }

  private static boolean isChecked(Element container) {
    return container.has("livenessProbe")
        || container.has("readinessProbe")
        || container.has("startupProbe");
  }
}
