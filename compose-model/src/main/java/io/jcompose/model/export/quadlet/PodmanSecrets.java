package io.jcompose.model.export.quadlet;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Secrets that podman keeps, made anew of their files each time a container starts. */
final class PodmanSecrets {
  /** What podman takes. */
  private static final int MOST_BYTES = 512_000;

  private final Export export;
  private final Draft draft;
  private final Map<String, String> labels;

  /** Creates what makes secrets with these labels. */
  PodmanSecrets(Export export, Draft draft, Map<String, String> labels) {
    this.export = export;
    this.draft = draft;
    this.labels = Map.copyOf(labels);
  }

  /**
   * Makes a secret of a text, which stands in a file beside the units.
   *
   * @param path the keys it comes from
   */
  void fromText(String secret, String text, String... path) {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size == 0 || size >= MOST_BYTES) {
      draft.fault(
          size == 0
              ? "podman takes no empty secret"
              : "podman takes no secret of " + MOST_BYTES + " bytes or more",
          path);
      return;
    }
    String file = secret + ".secret";
    export.putBeside(file, text);
    create(secret, export.wordForPathBeside(file));
  }

  /** Makes a secret of a file of the host. */
  void fromFile(String secret, String file) {
    create(secret, QuadletText.word(file));
  }

  private void create(String secret, String file) {
    String options =
        labels.entrySet().stream()
            .map(label -> "--label " + QuadletText.word(label.getKey() + "=" + label.getValue()))
            .sorted()
            .map(option -> option + " ")
            .collect(Collectors.joining());
    draft.serviceOnce(
        "ExecStartPre", "/usr/bin/podman secret create --replace " + options + secret + " " + file);
  }
}
