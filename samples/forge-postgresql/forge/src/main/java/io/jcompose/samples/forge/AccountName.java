package io.jcompose.samples.forge;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an account, and of the folder its repositories are in. */
public record AccountName(String value) {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9_-]{0,38}");

  public AccountName {
    if (!LEGAL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "account name '"
              + value
              + "' may hold up to 39 lower-case letters, digits, '_' and '-', and starts with a"
              + " letter or a digit");
    }
  }

  /** Returns the name that {@code text} is; empty if it is none. */
  public static Optional<AccountName> parse(String text) {
    return LEGAL.matcher(text).matches() ? Optional.of(new AccountName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
