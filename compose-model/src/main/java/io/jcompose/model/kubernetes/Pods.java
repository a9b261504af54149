package io.jcompose.model.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds out which pods the workloads of manifests ask for. */
final class Pods {
  /** A number that is most likely a slip; each pod costs a namespace and some memory. */
  private static final int MOST_REPLICAS = 1000;

  private final OptionalInt replicas;

  /** Creates it; {@code replicas} counts in place of what Deployments and their like say. */
  Pods(OptionalInt replicas) {
    this.replicas = replicas;
  }

  List<Pod> of(List<Manifest> workloads) {
    List<Pod> pods = new ArrayList<>();
    workloads.forEach(workload -> pods.addAll(of(workload)));
    return pods;
  }

  private List<Pod> of(Manifest workload) {
    if (workload.kind().equals("Pod")) {
      return List.of(new Pod(workload, workload.name(), workload.body(), Map.of()));
    }
    Element spec = workload.spec();
    Element template = spec.get("template").orElse(spec);
    if (workload.kind().equals("StatefulSet")) {
      int first =
          spec.at("ordinals")
              .map(ordinals -> ordinals.whole("start"))
              .orElse(OptionalInt.empty())
              .orElse(0);
      return IntStream.range(first, first + count(spec))
          .mapToObj(number -> workload.name() + "-" + number)
          .map(name -> new Pod(workload, name, template, claims(spec, name)))
          .toList();
    }
    int number =
        switch (workload.kind()) {
          case "DaemonSet" -> 1;
          case "Job" -> ofJob(spec);
          default -> count(spec);
        };
    return IntStream.rangeClosed(1, number)
        .mapToObj(each -> workload.name() + "-pod" + (each == 1 ? "" : "-" + each))
        .map(name -> new Pod(workload, name, template, Map.of()))
        .toList();
  }

  private int count(Element spec) {
    int number = replicas.orElse(spec.whole("replicas").orElse(1));
    if (number < 0 || number > MOST_REPLICAS) {
      spec.get("replicas")
          .orElse(spec)
          .problem(
              "there cannot be " + number + " pods of one kind on this host",
              "write a number from 0 to " + MOST_REPLICAS);
      return 1;
    }
    return number;
  }

  private static int ofJob(Element spec) {
    int completions = spec.whole("completions").orElse(spec.whole("parallelism").orElse(1));
    int atOnce = spec.whole("parallelism").orElse(1);
    if (spec.flag("suspend")) {
      spec.get("suspend")
          .orElse(spec)
          .warning("the Job is suspended: none of its pods is made", "");
      return 0;
    }
    if (completions < 0 || completions > MOST_REPLICAS) {
      spec.get("completions")
          .orElse(spec)
          .problem(
              "there cannot be " + completions + " pods of one kind on this host",
              "write a number from 0 to " + MOST_REPLICAS);
      return 1;
    }
    if (completions > Math.max(1, atOnce)) {
      spec.get("completions")
          .orElse(spec)
          .warning("all " + completions + " pods of the Job run at once", "");
    }
    return completions;
  }

  private static Map<String, String> claims(Element spec, String pod) {
    Map<String, String> claims = new LinkedHashMap<>();
    for (Element claim : spec.items("volumeClaimTemplates")) {
      claim
          .at("metadata", "name")
          .flatMap(Element::text)
          .ifPresent(name -> claims.put(name, name + "-" + pod));
    }
    return claims;
  }
}
