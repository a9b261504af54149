package io.jcompose.cli.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A manager reached through the programs {@code systemctl}, {@code journalctl} and {@code
 * loginctl}.
 */
public final class Systemctl implements UnitManager {
  private static final String PROPERTIES =
      "Id,LoadState,ActiveState,SubState,UnitFileState,StateChangeTimestamp,MainPID,StatusText,"
          + "Result,NRestarts";

  private final UnitScope scope;
  private final List<String> options;

  /** Creates the way to a manager. */
  public Systemctl(UnitScope scope) {
    this(scope, scope == UnitScope.USER ? List.of("--user") : List.of());
  }

  /**
   * Creates the way to a manager.
   *
   * @param options for each call of {@code systemctl}, such as {@code --root=DIR}
   */
  Systemctl(UnitScope scope, List<String> options) {
    this.scope = scope;
    this.options = List.copyOf(options);
  }

  @Override
  public void reload() {
    control(List.of("daemon-reload"), List.of());
  }

  @Override
  public void enable(Collection<String> units) {
    control(List.of("--quiet", "enable"), units);
  }

  @Override
  public void disable(Collection<String> units) {
    control(List.of("--quiet", "disable"), units);
  }

  @Override
  public boolean isEnabled(String unit) {
    Outcome outcome = run(systemctl(List.of("is-enabled"), List.of(unit)));
    return outcome.code() == 0 && outcome.output().startsWith("enabled");
  }

  @Override
  public void start(Collection<String> units) {
    control(List.of("start"), units);
  }

  @Override
  public void stop(Collection<String> units) {
    control(List.of("stop"), units);
  }

  @Override
  public void forgetFailures(Collection<String> units) {
    if (!units.isEmpty()) {
      // it fails for those that never failed, which is as well
      Outcome unused = run(systemctl(List.of("reset-failed"), units));
    }
  }

  @Override
  public UnitStatus status(String unit) {
    Map<String, String> values = new HashMap<>();
    control(List.of("show", "--timestamp=unix", "--property=" + PROPERTIES), List.of(unit))
        .lines()
        .filter(line -> line.contains("="))
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    long pid = number(values.getOrDefault("MainPID", ""));
    return new UnitStatus(
        unit,
        values.getOrDefault("LoadState", ""),
        values.getOrDefault("ActiveState", ""),
        values.getOrDefault("SubState", ""),
        values.getOrDefault("UnitFileState", ""),
        time(values.getOrDefault("StateChangeTimestamp", "")),
        pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid),
        values.getOrDefault("StatusText", ""),
        values.getOrDefault("Result", ""),
        (int) number(values.getOrDefault("NRestarts", "")));
  }

  /** Reads {@code @1790000000}. */
  private static Optional<Instant> time(String text) {
    return text.startsWith("@")
        ? Optional.of(Instant.ofEpochSecond(number(text.substring(1))))
        : Optional.empty();
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0; // a kind of unit that has none
    }
  }

  @Override
  public List<String> lastWords(String unit, int lines) {
    List<String> words = new ArrayList<>(List.of("journalctl", "--quiet", "--no-pager"));
    words.addAll(List.of("--output=short", "--no-hostname", "--lines=" + lines));
    words.add((scope == UnitScope.USER ? "--user-unit=" : "--unit=") + unit);
    Outcome outcome = run(words);
    return outcome.code() == 0 ? outcome.output().lines().toList() : List.of();
  }

  @Override
  public void linger() {
    Outcome outcome = run(List.of("loginctl", "--no-ask-password", "enable-linger"));
    if (outcome.code() != 0) {
      throw new UnitFailure(
          "'loginctl enable-linger' failed: " + outcome.error().strip(),
          "have root do it: 'sudo loginctl enable-linger $USER'");
    }
  }

  private String control(List<String> verb, Collection<String> units) {
    if (units.isEmpty() && !verb.contains("daemon-reload")) {
      return "";
    }
    List<String> words = systemctl(verb, units);
    return checked(words, run(words));
  }

  private List<String> systemctl(List<String> verb, Collection<String> units) {
    List<String> words = new ArrayList<>(List.of("systemctl", "--no-ask-password", "--no-pager"));
    words.addAll(options);
    words.addAll(verb);
    if (!units.isEmpty()) {
      words.add("--");
      words.addAll(units);
    }
    return words;
  }

  private String checked(List<String> words, Outcome outcome) {
    if (outcome.code() == 0) {
      return outcome.output();
    }
    boolean unreachable = outcome.error().contains("connect to bus");
    throw new UnitFailure(
        "'" + String.join(" ", words) + "' failed: " + outcome.error().strip(),
        unreachable && scope == UnitScope.USER
            ? "log in as that user, or set XDG_RUNTIME_DIR=/run/user/UID: su and sudo do neither"
            : "see what the units wrote with 'journalctl"
                + (scope == UnitScope.USER ? " --user" : "")
                + " -xe'");
  }

  private record Outcome(int code, String output, String error) {}

  private static Outcome run(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("SYSTEMD_COLORS", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      ErrorText error = new ErrorText(process);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output, error.text());
    } catch (IOException e) {
      throw new UnitFailure(
          "cannot run '" + words.get(0) + "': " + e.getMessage(),
          "install the package 'systemd'",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnitFailure("interrupted while '" + words.get(0) + "' ran", "try again", e);
    }
  }

  /** Reads what a process complains of while somebody else reads what it says. */
  private static final class ErrorText {
    private final Thread thread;
    private String text = "";

    ErrorText(Process process) {
      thread = new Thread(() -> read(process), "jcompose-systemctl");
      thread.setDaemon(true);
      thread.start();
    }

    private void read(Process process) {
      try {
        text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        text = String.valueOf(e.getMessage());
      }
    }

    String text() throws InterruptedException {
      thread.join();
      return text;
    }
  }
}
