package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jcompose.model.project.Project;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The labels of all objects, and what Kubernetes takes as a label.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/">recommended
 *     labels</a>
 */
final class Labels {
  static final String NAME = "app.kubernetes.io/name";
  static final String INSTANCE = "app.kubernetes.io/instance";
  private static final String PART_OF = "app.kubernetes.io/part-of";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private static final int LONGEST_VALUE = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");

  private final String project;
  private final Optional<String> namespace;

  Labels(Project project, ManifestOptions options) {
    this.project = project.name().value();
    this.namespace = options.namespace();
  }

  /** Returns what an object is described by. */
  ObjectMeta metadata(String name, String owner) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(name);
    namespace.ifPresent(metadata::setNamespace);
    metadata.setLabels(all(owner));
    return metadata;
  }

  /** Returns what pods of {@code owner} are found by. */
  Map<String, String> selector(String owner) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(NAME, value(owner));
    labels.put(INSTANCE, value(project));
    return labels;
  }

  /** Returns the labels that everything of {@code owner} has. */
  Map<String, String> all(String owner) {
    Map<String, String> labels = selector(owner);
    labels.put(PART_OF, value(project));
    labels.put(MANAGED_BY, "jcompose");
    return labels;
  }

  /** Returns whether it can be the key of a label or an annotation. */
  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    return (slash < 0 || (prefix.length() <= LONGEST_PREFIX && PREFIX.matcher(prefix).matches()))
        && isWord(name);
  }

  /** Returns whether it can be the value of a label; annotations take any. */
  static boolean isValue(String value) {
    return value.isEmpty() || isWord(value);
  }

  private static boolean isWord(String word) {
    return word.length() <= LONGEST_VALUE && WORD.matcher(word).matches();
  }

  /** Names of projects may be longer than labels, and end in a hyphen. */
  private static String value(String name) {
    String start = name.length() > LONGEST_VALUE ? name.substring(0, LONGEST_VALUE) : name;
    return start.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
  }
}
