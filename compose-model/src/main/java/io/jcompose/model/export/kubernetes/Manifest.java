package io.jcompose.model.export.kubernetes;

import java.util.Locale;

/**
 * One object of a cluster.
 *
 * @param kind such as {@code Deployment}
 * @param name of the object, unlike that of any other of its kind
 * @param text the object in YAML, with what could not be said of it as comments; ends in a line
 *     break
 */
public record Manifest(String kind, String name, String text) {
  /** Returns what its file is called: {@code web-deployment.yaml}. */
  public String fileName() {
    return name + "-" + kind.toLowerCase(Locale.ROOT) + ".yaml";
  }

  /** Returns whether its text gives something away that others should not read. */
  public boolean isSecret() {
    return kind.equals("Secret");
  }

  /** Does not say its text, which may be a secret: this may end in a log. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
