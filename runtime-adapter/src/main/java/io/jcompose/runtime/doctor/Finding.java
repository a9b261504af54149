package io.jcompose.runtime.doctor;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param check what was looked at, in a word or two
 * @param found what is there, or what is not
 * @param hint what to do, as an imperative sentence; empty if and only if all is well
 */
public record Finding(Topic topic, String check, State state, String found, String hint) {

  public Finding {
    if (hint.isEmpty() != (state == State.OK)) {
      throw new IllegalArgumentException(check + ": " + state + " with the hint '" + hint + "'");
    }
  }

  /** How much a finding matters, least first. */
  public enum State {
    /** As it should be. */
    OK,
    /** Something is done without, or done more slowly. */
    NOTE,
    /** Containers run, and something that files commonly ask for does not work. */
    WARNING,
    /** Without it no container runs. */
    MISSING;

    /** Returns the word for output. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a finding is about; findings are told in this order. */
  public enum Topic {
    MACHINE,
    USER,
    NAMESPACES,
    CONTROL_GROUPS,
    STORAGE,
    NETWORK,
    LIMITS,
    SECURITY,
    PROGRAMS;

    /** Returns the heading for output. */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
