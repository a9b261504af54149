package io.jcompose.model.export.quadlet;

/**
 * A file to be put where Quadlet looks for units.
 *
 * @param name such as {@code shop-web.container}
 * @param text what it holds
 * @param confidential whether nobody but its owner may read it: values of an environment, secrets
 */
public record QuadletFile(String name, String text, boolean confidential) {
  /** Says how much there is, never what of a confidential file: this may end in a log. */
  @Override
  public String toString() {
    return name + (confidential ? ": " + text.length() + " characters, not shown" : ":\n" + text);
  }
}
