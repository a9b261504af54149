package io.jcompose.model.instruction;

import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instruction {@code HEALTHCHECK}: {@code NONE}, or options and {@code CMD} with a command. */
final class HealthcheckOptions {
  private static final Pattern OPTION = Pattern.compile("--([a-z-]+)=(\\S+)\\s+");
  private static final Set<String> KNOWN =
      Set.of("interval", "timeout", "start-period", "start-interval", "retries");
  private static final Pattern COMMAND =
      Pattern.compile("CMD\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private HealthcheckOptions() {}

  /**
   * Reads what follows the instruction's name.
   *
   * @throws IllegalArgumentException if it is neither of both
   */
  static Healthcheck parse(String text) {
    if (text.equalsIgnoreCase("NONE")) {
      return new Healthcheck(
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    Map<String, String> options = new LinkedHashMap<>();
    Matcher option = OPTION.matcher(text);
    int at = 0;
    while (option.region(at, text.length()).lookingAt()) {
      if (!KNOWN.contains(option.group(1))) {
        throw new IllegalArgumentException("a health check has no option --" + option.group(1));
      }
      options.put(option.group(1), option.group(2));
      at = option.end();
    }
    Matcher command = COMMAND.matcher(text.substring(at));
    if (!command.matches()) {
      throw new IllegalArgumentException("a health check is NONE, or options and CMD COMMAND");
    }
    return new Healthcheck(
        false,
        Optional.of(test(command.group(1))),
        duration(options, "interval"),
        duration(options, "timeout"),
        duration(options, "start-period"),
        duration(options, "start-interval"),
        retries(options));
  }

  private static List<String> test(String command) {
    Optional<List<String>> list = CommandWords.list(command);
    if (list.isEmpty()) {
      return List.of("CMD-SHELL", command);
    }
    List<String> test = new ArrayList<>(List.of("CMD"));
    test.addAll(list.get());
    return test;
  }

  private static Optional<Duration> duration(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name))
        .map(
            text ->
                Quantities.duration(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "--" + name + "=" + text + " is no duration such as 30s")));
  }

  private static Optional<Integer> retries(Map<String, String> options) {
    return Optional.ofNullable(options.get("retries"))
        .map(
            text -> {
              if (!text.matches("[0-9]{1,6}")) {
                throw new IllegalArgumentException("--retries=" + text + " is no count");
              }
              return Integer.parseInt(text);
            });
  }
}
