package io.jcompose.model.value;

import java.util.regex.Pattern;

/** The name of a secret in the store of this host. */
public record SecretName(String value) implements Comparable<SecretName> {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,199}");

  public SecretName {
    if (!isLegal(value)) {
      throw new IllegalArgumentException(
          "a stored secret's name has up to 200 letters, digits, '_', '.' and '-', a letter or"
              + " digit first; '"
              + value
              + "' is none");
    }
  }

  /** Returns whether {@code text} can be such a name. */
  public static boolean isLegal(String text) {
    return LEGAL.matcher(text).matches();
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
