package io.jcompose.samples.forge;

import java.util.Optional;
import java.util.regex.Pattern;

/** A repository's full name: whose it is, and what its owner calls it. */
public record RepositoryName(AccountName owner, String name) {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,98}");

  public RepositoryName {
    if (!isLegal(name)) {
      throw new IllegalArgumentException(
          "repository name '"
              + name
              + "' may hold up to 99 letters, digits, '.', '_' and '-', starts with a letter, a"
              + " digit or '_', and does not end in '.git' or '.lock'");
    }
  }

  /** Returns the repository that {@code path}, {@code owner/name} or {@code owner/name.git}, is. */
  public static Optional<RepositoryName> parse(String path) {
    String bare = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
    int slash = bare.indexOf('/');
    if (slash < 0 || !isLegal(bare.substring(slash + 1))) {
      return Optional.empty();
    }
    return AccountName.parse(bare.substring(0, slash))
        .map(owner -> new RepositoryName(owner, bare.substring(slash + 1)));
  }

  private static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches() && !name.endsWith(".git") && !name.endsWith(".lock");
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
