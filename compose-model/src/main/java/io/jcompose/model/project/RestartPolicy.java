package io.jcompose.model.project;

/**
 * When a container that ended is started again.
 *
 * @param maxAttempts for {@link Kind#ON_FAILURE}: how often in a row; 0 means without limit
 */
public record RestartPolicy(Kind kind, int maxAttempts) {
  /** Never; the default. */
  public static final RestartPolicy NO = new RestartPolicy(Kind.NO, 0);

  public RestartPolicy {
    if (maxAttempts < 0) {
      throw new IllegalArgumentException("restart attempts cannot be negative: " + maxAttempts);
    }
  }

  /** The kinds of {@code restart:}. */
  public enum Kind {
    NO("no"),
    ALWAYS("always"),
    ON_FAILURE("on-failure"),
    UNLESS_STOPPED("unless-stopped");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the kind as the file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the policy as the file writes it, such as {@code on-failure:3}. */
  @Override
  public String toString() {
    return maxAttempts == 0 ? kind.toString() : kind + ":" + maxAttempts;
  }
}
