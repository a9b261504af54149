package io.jcompose.tests.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the documentation of Kubernetes says of values, and its OpenAPI document does not: names,
 * labels, quantities, ports, and what must be unlike.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 */
final class WrittenRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern QUALIFIED_NAME =
      Pattern.compile(
          "([a-z0-9][-a-z0-9.]{0,251}[a-z0-9]/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]+(\\.[0-9]+)?(m|[kMGTPE]|[KMGTPE]i)?");
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  /** Fields that hold one of a few words. */
  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("protocol", Set.of("TCP", "UDP", "SCTP")),
          Map.entry("imagePullPolicy", Set.of("Always", "Never", "IfNotPresent")),
          Map.entry("restartPolicy", Set.of("Always", "OnFailure", "Never")),
          Map.entry("concurrencyPolicy", Set.of("Allow", "Forbid", "Replace")),
          Map.entry("medium", Set.of("", "Memory")),
          Map.entry("pathType", Set.of("Exact", "Prefix", "ImplementationSpecific")),
          Map.entry("mountPropagation", Set.of("None", "HostToContainer", "Bidirectional")),
          Map.entry(
              "dnsPolicy", Set.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None")));

  private final List<String> faults = new ArrayList<>();

  private WrittenRules() {}

  /** Returns what is wrong with an object; empty if nothing is. */
  static List<String> faults(JsonObject object) {
    WrittenRules rules = new WrittenRules();
    String kind = object.get("kind").getAsString();
    String name = object.getAsJsonObject("metadata").get("name").getAsString();
    rules.must(LABEL, name, "metadata.name");
    if (kind.equals("Service")) {
      rules.must(SERVICE_NAME, name, "metadata.name");
      rules.portsOfService(object.getAsJsonObject("spec"));
    }
    rules.data(object);
    rules.walk(object, kind);
    rules.pods(object, kind);
    return rules.faults;
  }

  private void data(JsonObject object) {
    for (String field : List.of("data", "stringData", "binaryData")) {
      if (object.has(field)) {
        object
            .getAsJsonObject(field)
            .entrySet()
            .forEach(
                entry -> {
                  must(DATA_KEY, entry.getKey(), field);
                  if (!entry.getValue().getAsJsonPrimitive().isString()) {
                    faults.add(field + "." + entry.getKey() + ": no text");
                  }
                });
      }
    }
  }

  /** Looks at every field, wherever it stands. */
  private void walk(JsonElement element, String path) {
    if (element.isJsonArray()) {
      for (JsonElement item : element.getAsJsonArray()) {
        walk(item, path + "[]");
      }
    } else if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> field : element.getAsJsonObject().entrySet()) {
        field(field.getKey(), field.getValue(), path + "." + field.getKey());
        walk(field.getValue(), path + "." + field.getKey());
      }
    }
  }

  private void field(String name, JsonElement value, String path) {
    switch (name) {
      case "labels", "matchLabels", "selector" -> labels(value, path);
      case "annotations" -> annotations(value, path);
      case "limits", "requests" -> quantities(value, path);
      case "sizeLimit" -> must(QUANTITY, value.getAsString(), path);
      case "port", "containerPort", "nodePort", "targetPort" -> port(value, path);
      case "periodSeconds", "timeoutSeconds", "failureThreshold" -> atLeastOne(value, path);
      case "defaultMode", "mode" -> mode(value, path);
      case "mountPath" -> absolute(value, path);
      default -> {
        Set<String> words = WORDS.get(name);
        if (words != null && !words.contains(value.getAsString())) {
          faults.add(path + ": '" + value.getAsString() + "' is none of " + words);
        }
      }
    }
  }

  private void labels(JsonElement value, String path) {
    if (value.isJsonObject() && !value.getAsJsonObject().has("matchLabels")) {
      for (Map.Entry<String, JsonElement> label : value.getAsJsonObject().entrySet()) {
        must(QUALIFIED_NAME, label.getKey(), path);
        if (label.getValue().isJsonPrimitive()) {
          must(LABEL_VALUE, label.getValue().getAsString(), path + "." + label.getKey());
        }
      }
    }
  }

  private void annotations(JsonElement value, String path) {
    value.getAsJsonObject().keySet().forEach(key -> must(QUALIFIED_NAME, key, path));
  }

  private void quantities(JsonElement value, String path) {
    value
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> must(QUANTITY, entry.getValue().getAsString(), path));
  }

  private void port(JsonElement value, String path) {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      between(1, 65535, value.getAsInt(), path);
    } else if (value.isJsonPrimitive()) {
      faults.add(path + ": '" + value.getAsString() + "' is a text, which would be a port's name");
    }
  }

  private void atLeastOne(JsonElement value, String path) {
    between(1, Integer.MAX_VALUE, value.getAsLong(), path);
  }

  private void mode(JsonElement value, String path) {
    between(0, 0777, value.getAsLong(), path);
  }

  private void absolute(JsonElement value, String path) {
    String text = value.getAsString();
    if (!text.startsWith("/") || text.contains(":")) {
      faults.add(path + ": '" + text + "' is no path to mount at");
    }
  }

  private void portsOfService(JsonObject spec) {
    if (!spec.has("ports")) {
      if (!spec.get("clusterIP").getAsString().equals("None")) {
        faults.add("spec: a Service without ports must be headless");
      }
      return;
    }
    unlike(spec.getAsJsonArray("ports"), "name", "spec.ports");
    Set<String> seen = new HashSet<>();
    for (JsonElement each : spec.getAsJsonArray("ports")) {
      JsonObject port = each.getAsJsonObject();
      must(LABEL, port.get("name").getAsString(), "spec.ports[].name");
      if (!seen.add(port.get("port") + "/" + port.get("protocol"))) {
        faults.add("spec.ports: " + port.get("port") + " twice");
      }
    }
  }

  private void pods(JsonObject object, String kind) {
    JsonObject spec = object.getAsJsonObject("spec");
    switch (kind) {
      case "Pod" -> pod(spec, Set.of());
      case "Deployment", "DaemonSet", "StatefulSet" -> {
        Set<String> claims = claims(spec);
        pod(template(spec), claims);
        JsonObject selector = spec.getAsJsonObject("selector").getAsJsonObject("matchLabels");
        JsonObject labels =
            spec.getAsJsonObject("template").getAsJsonObject("metadata").getAsJsonObject("labels");
        if (!labels.entrySet().containsAll(selector.entrySet())) {
          faults.add("spec.selector does not find the pods of the template");
        }
      }
      case "Job" -> job(spec);
      case "CronJob" -> job(spec.getAsJsonObject("jobTemplate").getAsJsonObject("spec"));
      default -> {}
    }
  }

  private void job(JsonObject spec) {
    JsonObject pod = template(spec);
    if (!pod.has("restartPolicy") || pod.get("restartPolicy").getAsString().equals("Always")) {
      faults.add("spec.template.spec.restartPolicy: a job must be able to end");
    }
    pod(pod, Set.of());
  }

  private static JsonObject template(JsonObject spec) {
    return spec.getAsJsonObject("template").getAsJsonObject("spec");
  }

  private static Set<String> claims(JsonObject spec) {
    Set<String> names = new HashSet<>();
    if (spec.has("volumeClaimTemplates")) {
      spec.getAsJsonArray("volumeClaimTemplates")
          .forEach(
              claim ->
                  names.add(
                      claim
                          .getAsJsonObject()
                          .getAsJsonObject("metadata")
                          .get("name")
                          .getAsString()));
    }
    return names;
  }

  private void pod(JsonObject spec, Set<String> claims) {
    JsonArray containers = new JsonArray();
    for (String field : List.of("initContainers", "containers")) {
      if (spec.has(field)) {
        containers.addAll(spec.getAsJsonArray(field));
      }
    }
    unlike(containers, "name", "containers");
    Set<String> volumes = new HashSet<>(claims);
    if (spec.has("volumes")) {
      unlike(spec.getAsJsonArray("volumes"), "name", "volumes");
      spec.getAsJsonArray("volumes")
          .forEach(volume -> volumes.add(volume.getAsJsonObject().get("name").getAsString()));
    }
    for (JsonElement each : containers) {
      JsonObject container = each.getAsJsonObject();
      must(LABEL, container.get("name").getAsString(), "containers[].name");
      if (container.has("env")) {
        unlike(container.getAsJsonArray("env"), "name", "env");
      }
      if (container.has("volumeMounts")) {
        unlike(container.getAsJsonArray("volumeMounts"), "mountPath", "volumeMounts");
        for (JsonElement mount : container.getAsJsonArray("volumeMounts")) {
          String name = mount.getAsJsonObject().get("name").getAsString();
          if (!volumes.contains(name)) {
            faults.add("volumeMounts: there is no volume '" + name + "'");
          }
        }
      }
    }
    volumes.forEach(volume -> must(LABEL, volume, "volumes[].name"));
  }

  private void unlike(JsonArray items, String field, String path) {
    Set<String> seen = new HashSet<>();
    for (JsonElement item : items) {
      String value = item.getAsJsonObject().get(field).getAsString();
      if (!seen.add(value)) {
        faults.add(path + ": '" + value + "' twice");
      }
    }
  }

  private void between(long least, long most, long value, String path) {
    if (value < least || value > most) {
      faults.add(path + ": " + value + " is not between " + least + " and " + most);
    }
  }

  private void must(Pattern pattern, String text, String path) {
    if (!pattern.matcher(text).matches()) {
      faults.add(path + ": '" + text + "' is not " + pattern);
    }
  }
}
