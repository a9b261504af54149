package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.kubernetes.Element.Findings;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Door of the package: manifests to one Compose document.
 *
 * <p>Each container of a pod becomes a service, called {@code POD-CONTAINER} as podman calls its
 * containers; the pods of a Deployment are {@code NAME-pod}, {@code NAME-pod-2} and so on. Claims
 * are volumes of their own name on this host, and Services are further names of the pods they
 * select.
 */
public final class Manifests {
  private final PlayChoices choices;
  private final Predicate<String> honours;
  private final HostFiles host;

  /**
   * Creates a translation.
   *
   * @param honours whether a key of Compose does on this host what it says, such as {@code
   *     services.*.group_add}: what is not honoured yet is warned about where a pod can do without
   * @param host asked about paths that pods mount
   */
  public Manifests(PlayChoices choices, Predicate<String> honours, HostFiles host) {
    this.choices = choices;
    this.honours = honours;
    this.host = host;
  }

  /**
   * What has become of manifests.
   *
   * @param document a Compose document; every dollar sign in it is doubled
   * @param contents what stands for the variables that configs and secrets of the document name
   * @param paths where in the manifests the nodes of the document stand, by their places
   */
  public record Translated(
      MapNode document, Map<String, HiddenContent> contents, ManifestPaths paths) {}

  /**
   * Returns what {@code documents} say. What is wrong with them goes to {@code problems}, and the
   * result is good for finding further mistakes then, not for being run; what means nothing on one
   * host goes to {@code warnings}.
   */
  public Translated translate(List<Node> documents, Problems problems, Problems warnings) {
    var findings = new Findings(problems, warnings);
    var objects = ObjectsOfFiles.of(documents, findings);
    List<Pod> pods = new Pods(choices.replicas()).of(objects.workloads());
    var contents = new Contents(objects);
    var given = new GivenContents();
    var volumes = new ComposeVolumes();
    var exposure = new Exposure(pods, objects.ofKind("Service").values(), choices);
    exposure.publish(choices.publish(), pods, findings);
    var reading = new Reading(contents, given, volumes, exposure, honours, host);
    Place top = documents.isEmpty() ? Place.wholeFile("") : documents.get(0).place();
    ComposeMap services = new ComposeMap(top);
    var dependencies = new WorkloadDependencies(pods);
    for (Pod pod : pods) {
      new PodTranslation(reading, pod, choices, dependencies.of(pod))
          .services()
          .forEach(
              (name, service) -> {
                if (services.has(name)) {
                  pod.template()
                      .problem(
                          "a container of pod '"
                              + pod.name()
                              + "' would be called '"
                              + name
                              + "', as another one is",
                          "rename the container, or one of the pods");
                }
                services.put(name, service);
              });
    }
    ComposeMap document = new ComposeMap(top);
    choices.name().ifPresent(name -> document.text("name", name));
    document.put("x-jcompose", new ComposeMap(top).text("topology", "bridge"));
    document.put("services", services);
    networks(document, top);
    volumes.addTo(document, top);
    given.addTo(document, top);
    return new Translated(document.node(), given.hidden(), ManifestPaths.of(documents));
  }

  private void networks(ComposeMap document, Place top) {
    Map<String, ComposeMap> external = new LinkedHashMap<>();
    for (String name : choices.networks()) {
      if (!name.equals("host") && !name.equals("none")) {
        external.put(
            name,
            new ComposeMap(top)
                .text("name", name)
                .put("external", new ScalarNode(top, "true", true)));
      }
    }
    ComposeMap networks = new ComposeMap(top);
    external.forEach(networks::put);
    document.unlessEmpty("networks", networks);
  }
}
