package io.jcompose.cli.systemd;

import java.util.Collection;
import java.util.List;

/**
 * One of systemd's managers, and what it does to units. Safe to use from several threads.
 *
 * <p>All methods throw {@link UnitFailure} with systemd's own reason if it refuses.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/systemctl.1.html">systemctl(1)</a>
 */
public interface UnitManager {
  /** Has all files of units read again. What runs goes on. */
  void reload();

  /** Lets units be started at boot, as their files say. Those that are enabled stay so. */
  void enable(Collection<String> units);

  /** Takes back {@link #enable}; what runs goes on. Those that are not enabled stay so. */
  void disable(Collection<String> units);

  /** Returns whether a unit is started at boot. */
  boolean isEnabled(String unit);

  /** Starts units, and returns once they are active. Those that are active stay so. */
  void start(Collection<String> units);

  /** Stops units, and returns once they are not active. Those that are not stay so. */
  void stop(Collection<String> units);

  /** Forgets that units failed. */
  void forgetFailures(Collection<String> units);

  /** Returns how a unit is; one that there is not is told to be {@code not-found}. */
  UnitStatus status(String unit);

  /**
   * Returns the last lines that a unit wrote, each with its time, the oldest first; none where the
   * caller may not read them.
   */
  List<String> lastWords(String unit, int lines);

  /** Has the caller's own manager run from boot on, whether the caller is logged in or not. */
  void linger();
}
