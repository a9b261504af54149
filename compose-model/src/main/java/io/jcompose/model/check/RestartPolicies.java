package io.jcompose.model.check;

import io.jcompose.model.project.RestartPolicy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of {@code restart:}. */
final class RestartPolicies {
  private static final Pattern ON_FAILURE = Pattern.compile("on-failure(?::([0-9]{1,9}))?");

  private RestartPolicies() {}

  /**
   * Returns the policy that {@code text} names.
   *
   * @throws IllegalArgumentException if there is none
   */
  static RestartPolicy parse(String text) {
    Matcher onFailure = ON_FAILURE.matcher(text);
    if (onFailure.matches()) {
      int attempts = onFailure.group(1) == null ? 0 : Integer.parseInt(onFailure.group(1));
      return new RestartPolicy(RestartPolicy.Kind.ON_FAILURE, attempts);
    }
    for (RestartPolicy.Kind kind : RestartPolicy.Kind.values()) {
      if (kind != RestartPolicy.Kind.ON_FAILURE && kind.toString().equals(text)) {
        return new RestartPolicy(kind, 0);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a restart policy");
  }
}
