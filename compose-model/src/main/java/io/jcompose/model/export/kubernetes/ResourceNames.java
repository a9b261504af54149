package io.jcompose.model.export.kubernetes;

import io.jcompose.model.value.ServiceName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What objects are called. Kubernetes wants labels of RFC 1123: letters, digits and hyphens.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 */
final class ResourceNames {
  static final int LONGEST_LABEL = 63;

  /** What names may have that are no part of a host name. */
  static final int LONGEST_SUBDOMAIN = 253;

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");

  private final Remarks remarks;
  private final Map<String, String> owners = new HashMap<>();

  ResourceNames(Remarks remarks) {
    this.remarks = remarks;
  }

  /** Returns what a service is called; {@link #take} tells whether that will do. */
  static String of(ServiceName service) {
    return of(service.value());
  }

  /** Returns {@code name} with what Kubernetes does not take in names replaced. */
  static String of(String name) {
    String label = name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    return label.replaceAll("^-+|-+$", "");
  }

  static boolean isLabel(String name) {
    return name.length() <= LONGEST_LABEL && LABEL.matcher(name).matches();
  }

  /** Returns whether it is one or more labels with points between, or a wildcard for the first. */
  static boolean isHostName(String name) {
    String rest = name.startsWith("*.") ? name.substring(2) : name;
    return name.length() <= LONGEST_SUBDOMAIN
        && Arrays.stream(rest.split("\\.", -1)).allMatch(ResourceNames::isLabel);
  }

  /** Returns whether a cluster's name server can know it: the name of a Service begins so. */
  static boolean isServiceName(String name) {
    return isLabel(name) && !Character.isDigit(name.charAt(0));
  }

  /**
   * Gives {@code name} to an object of {@code kind}; refuses what Kubernetes would not take, and a
   * name that another object of the kind has.
   *
   * @param section where the object stands in the file, with its {@code key} there
   * @param longest how many letters the name may have
   */
  void take(String kind, String name, int longest, String section, String key) {
    String owner = section + "." + key;
    if (!LABEL.matcher(name).matches()) {
      remarks.refuse(
          section,
          key,
          "",
          "'" + name + "' cannot be the name of a " + kind,
          "rename it: Kubernetes takes letters of ASCII, digits and hyphens");
    } else if (name.length() > longest) {
      remarks.refuse(
          section,
          key,
          "",
          "'%s' has %d letters, and a %s may have %d".formatted(name, name.length(), kind, longest),
          "give it a shorter name");
    }
    String other = owners.putIfAbsent(kind + "/" + name, owner);
    if (other != null) {
      remarks.refuse(
          section,
          key,
          "",
          "%s '%s' would stand for both this and %s".formatted(kind, name, other),
          "rename one of them");
    }
  }

  /** Returns whether an object of {@code kind} has that name already. */
  boolean isTaken(String kind, String name) {
    return owners.containsKey(kind + "/" + name);
  }
}
