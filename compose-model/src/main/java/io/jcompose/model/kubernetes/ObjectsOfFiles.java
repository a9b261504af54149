package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.kubernetes.Element.Findings;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects that the documents of all files describe, checked one by one. */
final class ObjectsOfFiles {
  private static final Set<String> PODS =
      Set.of("Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job");

  /** Kinds of a cluster that are passed over with a warning; any other is most likely misspelt. */
  private static final Map<String, String> PASSED_OVER = passedOver();

  private final Map<String, Map<String, Manifest>> byKind = new LinkedHashMap<>();
  private final List<Manifest> workloads = new ArrayList<>();

  private ObjectsOfFiles() {}

  private static Map<String, String> passedOver() {
    Map<String, String> kinds = new LinkedHashMap<>();
    for (String kind :
        List.of("ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding")) {
      kinds.put(kind, "there is no API server to ask for permission");
    }
    for (String kind :
        List.of(
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "PriorityClass",
            "LimitRange",
            "ResourceQuota",
            "StorageClass",
            "PersistentVolume",
            "RuntimeClass",
            "Namespace",
            "CustomResourceDefinition",
            "Endpoints",
            "EndpointSlice",
            "IngressClass")) {
      kinds.put(kind, "it is for a cluster");
    }
    kinds.put("NetworkPolicy", "all pods of a file reach each other");
    kinds.put("Ingress", "nothing here routes HTTP; publish a port by a Service or 'hostPort'");
    kinds.put("CronJob", "nothing here runs it at its times; a timer of systemd can");
    kinds.put("ReplicationController", "write a Deployment instead");
    return kinds;
  }

  /** Returns the objects of {@code documents}; what is wrong with them goes to {@code findings}. */
  static ObjectsOfFiles of(List<Node> documents, Findings findings) {
    var objects = new ObjectsOfFiles();
    for (Node document : documents) {
      objects.add(new Element(document, document.place(), TreePath.TOP, findings));
    }
    return objects;
  }

  private void add(Element document) {
    String kind = document.text("kind").orElse("");
    if (kind.equals("List")) {
      document.items("items").forEach(this::add);
    } else if (kind.isEmpty()) {
      document.problem(
          document.has("services")
              ? "this looks like a Compose file, not like a manifest of Kubernetes"
              : "a manifest needs 'kind'",
          document.has("services")
              ? "run it with 'jcompose up'"
              : "add 'apiVersion' and 'kind', such as 'kind: Pod'");
    } else if (Shapes.byName().containsKey(kind)) {
      check(kind, document);
    } else {
      passOver(kind, document);
    }
  }

  private static void passOver(String kind, Element document) {
    boolean foreign = document.text("apiVersion").filter(text -> text.contains(".")).isPresent();
    Element place = document.get("kind").orElse(document);
    if (PASSED_OVER.containsKey(kind) || foreign) {
      place.warning(
          kind
              + " '"
              + name(document).orElse("")
              + "' is passed over: "
              + PASSED_OVER.getOrDefault(kind, "jcompose does not know this kind"),
          "");
    } else {
      place.problem(
          "kind '" + kind + "' is not known",
          NearestName.hint(
              kind,
              Shapes.byName().keySet(),
              "use one of " + String.join(", ", Shapes.byName().keySet())));
    }
  }

  private void check(String kind, Element document) {
    if (PASSED_OVER.containsKey(kind)) {
      passOver(kind, document);
      return;
    }
    Shapes.byName().getOrDefault(kind, Shape.of(kind)).check(document);
    if (!document.has("apiVersion")) {
      document.problem("a manifest needs 'apiVersion'", "add the one of " + kind);
    }
    Optional<String> name = name(document);
    if (name.isEmpty()) {
      document
          .get("metadata")
          .orElse(document)
          .problem("a " + kind + " needs a name", "add 'metadata: {name: …}'");
      return;
    }
    String namespace =
        document.at("metadata", "namespace").flatMap(Element::text).orElse("default");
    var manifest = new Manifest(kind, name.get(), namespace, document);
    Manifest first =
        byKind
            .computeIfAbsent(kind, any -> new LinkedHashMap<>())
            .putIfAbsent(name.get(), manifest);
    if (first != null) {
      document
          .at("metadata", "name")
          .orElse(document)
          .problem(
              manifest + " is already described at " + first.body().place(),
              first.namespace().equals(namespace)
                  ? "keep one of the two"
                  : "one host has no namespaces; rename one of the two");
    } else if (PODS.contains(kind)) {
      workloads.add(manifest);
    }
  }

  private static Optional<String> name(Element document) {
    return document.at("metadata", "name").flatMap(Element::text).filter(name -> !name.isEmpty());
  }

  /** Returns what pods are made of, in the order of the files. */
  List<Manifest> workloads() {
    return workloads;
  }

  /** Returns the objects of one kind, by name. */
  Map<String, Manifest> ofKind(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }
}
