package io.jcompose.runtime.image.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token that lets its bearer in for a while. */
record Token(String text, Instant end) {
  /** What tokens live for that do not say it. */
  private static final long USUAL_SECONDS = 60;

  /** What is taken off a token's life, so that it does not run out on its way. */
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(10);

  /** Returns the token in a token server's answer; empty if there is none. */
  static Optional<Token> read(byte[] document, Instant now) {
    return ForeignJson.parse(document)
        .flatMap(
            json ->
                json.text("token")
                    .or(() -> json.text("access_token"))
                    // what it becomes part of is one line
                    .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f))
                    .map(text -> new Token(text, end(json, now))));
  }

  private static Instant end(ForeignJson json, Instant now) {
    long life = Math.min(Math.max(0, json.number("expires_in").orElse(USUAL_SECONDS)), 1L << 31);
    Duration whole = Duration.ofSeconds(life);
    Duration tenth = whole.dividedBy(10);
    return now.plus(whole).minus(tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN);
  }

  boolean isAlive(Instant now) {
    return now.isBefore(end);
  }

  /** Says nothing of itself. */
  @Override
  public String toString() {
    return "token until " + end;
  }
}
