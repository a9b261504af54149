package io.jcompose.cli.systemd;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a unit is, in systemd's own words.
 *
 * @param name of the unit
 * @param load whether systemd has read it: {@code loaded}, {@code not-found}, {@code bad-setting}
 * @param active {@code active}, {@code activating}, {@code failed}, …
 * @param sub the same more finely: {@code running}, {@code exited}, {@code auto-restart}, …
 * @param enabled whether it is started at boot: {@code enabled}, {@code disabled}, {@code static},
 *     …
 * @param since when it got into its present state of {@code active}; empty if it was in no other
 * @param mainPid its own process, while it has one
 * @param said what that process said last of itself; empty if nothing
 * @param result why it ended, if it did: {@code success}, {@code exit-code}, {@code timeout}, …
 * @param restarts how often systemd has started it again by itself
 */
public record UnitStatus(
    String name,
    String load,
    String active,
    String sub,
    String enabled,
    Optional<Instant> since,
    OptionalLong mainPid,
    String said,
    String result,
    int restarts) {

  /** Returns whether it is active, and not only about to be. */
  public boolean isActive() {
    return active.equals("active");
  }
}
