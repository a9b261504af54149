package io.jcompose.cli.command;

import io.jcompose.cli.output.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code run} changes of a service, as a document that is merged over the Compose files: what
 * the command line says is then read, merged and checked like what a file says.
 */
final class OneOffChanges {
  private final List<String> keys = new ArrayList<>();

  /** Adds a key with a text behind it, unless it is empty. */
  void text(String key, Optional<String> value) {
    value.ifPresent(text -> keys.add(quoted(key) + ": " + quoted(text)));
  }

  /** Adds a key with a list behind it that joins what the files say, unless it is empty. */
  void list(String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.add(quoted(key) + ": " + quoted(values));
    }
  }

  /** Adds a key with a list behind it that counts in place of what the files say. */
  void only(String key, List<String> values) {
    keys.add(quoted(key) + (values.isEmpty() ? ": !reset []" : ": !override " + quoted(values)));
  }

  /** Adds a key with a flag behind it. */
  void flag(String key, boolean value) {
    keys.add(quoted(key) + ": " + value);
  }

  /** Takes away what the files say. */
  void without(String key) {
    keys.add(quoted(key) + ": !reset null");
  }

  /** Takes away what the files say in a section. */
  void without(String section, String key) {
    keys.add(quoted(section) + ": {" + quoted(key) + ": !reset null}");
  }

  /** Returns the document: a flow of YAML, in which each service has a pod of its own. */
  String document(String service) {
    return "{x-jcompose: {topology: bridge}, services: {"
        + quoted(service)
        + ": {"
        + String.join(", ", keys)
        + "}}}";
  }

  private static String quoted(List<String> values) {
    return "[" + String.join(", ", values.stream().map(OneOffChanges::quoted).toList()) + "]";
  }

  /** JSON's texts are YAML's too; a dollar sign of the command line stands for itself. */
  private static String quoted(String text) {
    return JsonText.of(text.replace("$", "$$"));
  }
}
