package io.jcompose.model.kubernetes;

import io.jcompose.model.error.NearestName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a pod knows about itself: {@code fieldRef} and {@code resourceFieldRef}. */
final class Fields {
  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']*)'\\]");
  private static final List<String> KNOWN =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.labels",
          "metadata.annotations",
          "spec.serviceAccountName");

  /** What is known only once a pod runs, or to a cluster. */
  private static final List<String> UNKNOWN =
      List.of(
          "metadata.uid",
          "spec.nodeName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  private static final Quantity ONE = new Quantity(BigDecimal.ONE);

  private final Pod pod;
  private final Element container;

  /** Creates the fields as {@code container} of {@code pod} sees them. */
  Fields(Pod pod, Element container) {
    this.pod = pod;
    this.container = container;
  }

  String podName() {
    return pod.name();
  }

  /** Returns the value that a {@code fieldRef} names; empty after a problem or a warning. */
  Optional<String> field(Element reference) {
    String path = reference.text("fieldPath").orElse("");
    Matcher entry = ENTRY.matcher(path);
    if (entry.matches()) {
      return Optional.of(map(entry.group(1)).getOrDefault(entry.group(2), ""));
    }
    return switch (path) {
      case "metadata.name" -> Optional.of(pod.name());
      case "metadata.namespace" -> Optional.of(pod.namespace());
      case "metadata.labels", "metadata.annotations" ->
          Optional.of(lines(map(path.substring("metadata.".length()))));
      case "spec.serviceAccountName" ->
          Optional.of(pod.spec().text("serviceAccountName").orElse("default"));
      default -> {
        report(reference, path);
        yield Optional.empty();
      }
    };
  }

  private static void report(Element reference, String path) {
    if (UNKNOWN.contains(path)) {
      reference.warning(
          "'" + path + "' is not known before the pod runs, and is left out",
          "ask for 'metadata.name', which other pods can look up");
    } else {
      reference.problem(
          "there is no field '" + path + "'",
          NearestName.hint(path, KNOWN, "use one of " + String.join(", ", KNOWN)));
    }
  }

  private Map<String, String> map(String name) {
    return name.equals("labels") ? pod.labels() : pod.annotations();
  }

  /** Returns entries a line each, values in quotes, as the downward API writes them. */
  private static String lines(Map<String, String> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (name, value) ->
            lines
                .append(lines.isEmpty() ? "" : "\n")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
    return lines.toString();
  }

  /**
   * Returns the value that a {@code resourceFieldRef} names; empty after a problem or a warning.
   */
  Optional<String> resource(Element reference) {
    String[] words = reference.text("resource").orElse("").split("\\.", 2);
    String named = reference.text("containerName").orElse("");
    Optional<Element> owner =
        named.isEmpty()
            ? Optional.of(container)
            : pod.containers().stream()
                .filter(each -> each.text("name").filter(named::equals).isPresent())
                .findFirst();
    if (words.length != 2 || !List.of("limits", "requests").contains(words[0]) || owner.isEmpty()) {
      reference.problem(
          owner.isEmpty()
              ? "the pod has no container '" + named + "'"
              : "there is no resource '" + reference.text("resource").orElse("") + "'",
          "write 'limits.cpu', 'limits.memory', 'requests.cpu' or 'requests.memory'");
      return Optional.empty();
    }
    Element resources = owner.get().get("resources").orElse(owner.get());
    Optional<Quantity> amount =
        resources
            .at(words[0], words[1])
            // who asks for nothing asks for what it is limited to
            .or(() -> resources.at("limits", words[1]))
            .flatMap(Element::text)
            .flatMap(Quantity::parse);
    Optional<Quantity> divisor = reference.text("divisor").flatMap(Quantity::parse);
    if (amount.isEmpty()) {
      reference.warning(
          "the container has no '" + String.join(".", words) + "', so the value is left out",
          "give it below 'resources'");
    }
    return amount.map(
        known -> known.in(divisor.filter(Quantity::isPositive).orElse(ONE)).toPlainString());
  }
}
