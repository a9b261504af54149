package io.jcompose.model.schema;

import java.util.List;
import java.util.function.Predicate;

/** What becomes of a key on one host. */
sealed interface Support {
  /** Returns it as users read it in the list of keys. */
  String text();

  /** It does what it says. */
  record Honoured() implements Support {
    @Override
    public String text() {
      return "honoured";
    }
  }

  /**
   * It is understood, and a project that uses it is not run before jcompose can honour it.
   *
   * @param when what brings it: {@code issue 5}
   * @param except in words, what may stand there already
   * @param harmless tells whether a value asks for nothing but what is done anyway
   */
  record Planned(String when, String except, Predicate<Value> harmless) implements Support {
    /** Returns the same for a key whose {@code values} may stand there already. */
    Planned unless(String... values) {
      List<String> known = List.of(values);
      return unless(String.join(" and ", known), value -> known.contains(value.scalarText()));
    }

    /** Returns the same for a key whose value may stand there already if it is {@code known}. */
    Planned unless(String inWords, Predicate<Value> known) {
      return new Planned(when, inWords, known);
    }

    @Override
    public String text() {
      return "from " + when + " on" + (except.isEmpty() ? "" : "; until then only " + except);
    }
  }

  /** It is accepted with a warning, as leaving it out of account changes nothing on one host. */
  record WithoutEffect(String reason) implements Support {
    @Override
    public String text() {
      return "warned about: " + reason;
    }
  }

  /** A project that uses it is never run. */
  record Refused(String reason, String hint) implements Support {
    @Override
    public String text() {
      return "refused: " + reason;
    }
  }

  Honoured HONOURED = new Honoured();

  /** Returns what is said of a key that the issue numbered {@code issue} brings. */
  static Planned from(int issue) {
    return new Planned("issue " + issue, "", value -> false);
  }

  /** Returns what is said of a key that comes, without saying when. */
  static Planned later() {
    return new Planned("a later issue", "", value -> false);
  }

  static WithoutEffect withoutEffect(String reason) {
    return new WithoutEffect(reason);
  }

  static Refused refused(String reason, String hint) {
    return new Refused(reason, hint);
  }
}
