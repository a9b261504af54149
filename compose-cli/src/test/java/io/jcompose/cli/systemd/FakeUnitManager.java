package io.jcompose.cli.systemd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A manager whose units are started by being called so. */
public final class FakeUnitManager implements UnitManager {
  private final Path directory;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> enabled = new TreeSet<>();
  private final Set<String> active = new TreeSet<>();
  private final Set<String> broken = new TreeSet<>();
  private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
  private boolean lingering;

  /** Creates one whose files of units are in {@code directory}. */
  public FakeUnitManager(Path directory) {
    this.directory = directory;
  }

  /** Lets a unit fail whenever it is started. */
  public void breakUnit(String unit) {
    broken.add(unit);
  }

  /** Returns what it was asked for, in order. */
  public List<String> journal() {
    return List.copyOf(journal);
  }

  /** Returns whether it was made to run from boot on. */
  public boolean lingering() {
    return lingering;
  }

  private boolean isThere(String unit) {
    return Files.exists(directory.resolve(unit));
  }

  private void mustBeThere(Collection<String> units) {
    for (String unit : units) {
      if (!isThere(unit)) {
        throw new UnitFailure("unit " + unit + " does not exist", "write it");
      }
    }
  }

  @Override
  public synchronized void reload() {
    journal.add("reload");
    known.clear();
    String[] names = directory.toFile().list();
    known.addAll(names == null ? List.of() : List.of(names));
  }

  @Override
  public synchronized void enable(Collection<String> units) {
    journal.add("enable " + String.join(" ", units));
    mustBeThere(units);
    enabled.addAll(units);
  }

  @Override
  public synchronized void disable(Collection<String> units) {
    journal.add("disable " + String.join(" ", units));
    enabled.removeAll(units);
  }

  @Override
  public synchronized boolean isEnabled(String unit) {
    return enabled.contains(unit);
  }

  @Override
  public synchronized void start(Collection<String> units) {
    journal.add("start " + String.join(" ", units));
    for (String unit : units) {
      if (!known.contains(unit)) {
        throw new UnitFailure("unit " + unit + " not found", "reload");
      }
      if (broken.contains(unit)) {
        throw new UnitFailure("job for " + unit + " failed", "see why");
      }
      active.add(unit);
    }
  }

  @Override
  public synchronized void stop(Collection<String> units) {
    journal.add("stop " + String.join(" ", units));
    active.removeAll(units);
  }

  @Override
  public synchronized void forgetFailures(Collection<String> units) {}

  @Override
  public synchronized UnitStatus status(String unit) {
    boolean runs = active.contains(unit);
    return new UnitStatus(
        unit,
        known.contains(unit) ? "loaded" : "not-found",
        runs ? "active" : "inactive",
        runs ? "running" : "dead",
        enabled.contains(unit) ? "enabled" : "disabled",
        runs ? Optional.of(Instant.EPOCH) : Optional.empty(),
        runs ? OptionalLong.of(77) : OptionalLong.empty(),
        runs ? "All services are up" : "",
        broken.contains(unit) ? "exit-code" : "success",
        0);
  }

  @Override
  public synchronized List<String> lastWords(String unit, int lines) {
    return List.of("Nov 28 12:00:00 the last of " + unit);
  }

  @Override
  public synchronized void linger() {
    lingering = true;
  }
}
