package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.GlobalOptions;
import io.jcompose.cli.option.Seconds;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.export.systemd.UnitOptions;
import io.jcompose.model.export.systemd.UnitOptions.Restart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What units are to be like. Values are read as texts, and judged together: whoever has made three
 * mistakes is told of three.
 */
final class UnitFlags {
  /** Variables of jcompose that would have it look elsewhere, and those of them that are paths. */
  private static final List<String> CARRIED =
      List.of("JCOMPOSE_STATE", "JCOMPOSE_RUN", "JCOMPOSE_JAVA_HOME", "JCOMPOSE_NO_BUILD");

  private static final String SWITCH = "JCOMPOSE_NO_BUILD";

  private final Flag perService;
  private final Supplier<Optional<String>> name;
  private final Supplier<Optional<String>> prefix;
  private final Supplier<Optional<String>> separator;
  private final Supplier<Optional<String>> restart;
  private final Supplier<Optional<String>> startTimeout;
  private final Supplier<Optional<String>> stopTimeout;
  private final Supplier<List<String>> wants;
  private final Supplier<List<String>> after;
  private final Supplier<List<String>> requires;
  private final Supplier<List<String>> variables;
  private final Flag template;
  private final Flag user;

  UnitFlags(Syntax syntax) {
    perService =
        syntax.flag(
            "--per-service",
            "A unit for each service besides one for the project; else one in all.");
    name =
        syntax
            .option("-n, --name=NAME", "What units call the project; its name by default.")
            .optional();
    prefix =
        syntax
            .option("--prefix=PREFIX", "What names of units begin with; 'jcompose' by default.")
            .optional();
    separator =
        syntax
            .option("--separator=TEXT", "What stands between the parts of names; '-' by default.")
            .optional();
    restart =
        syntax
            .option(
                "--restart-policy=POLICY",
                "When systemd starts again what ended: "
                    + policies()
                    + "; on-failure by default. Containers have their own 'restart:'.")
            .optional();
    startTimeout =
        syntax
            .option(
                "--start-timeout=SECONDS",
                "How long a start may take; counted from the files by default.")
            .optional();
    stopTimeout =
        syntax
            .option(
                "--stop-timeout=SECONDS",
                "How long a stop may take; counted from 'stop_grace_period' by default.")
            .optional();
    wants = syntax.option("--wants=UNIT", "A unit to start along; may be repeated.").repeated();
    after = syntax.option("--after=UNIT", "A unit to start before it; may be repeated.").repeated();
    requires =
        syntax
            .option("--requires=UNIT", "A unit that must run before it; may be repeated.")
            .repeated();
    variables =
        syntax
            .option(
                "-e, --env=NAME[=VALUE]",
                "A variable for jcompose, readable by all; without a value that of this shell.")
            .repeated();
    template =
        syntax.flag(
            "--template", "Units for any number of projects: NAME@x starts one called PROJECT-x.");
    user = syntax.flag("--user", "Units for the manager of a user, not of the system.");
  }

  /** Returns whether units are for the manager of a user. */
  Flag user() {
    return user;
  }

  /** Returns whether units stand for any number of projects. */
  Flag template() {
    return template;
  }

  private static String policies() {
    return Arrays.stream(Restart.values()).map(Restart::toString).collect(Collectors.joining(", "));
  }

  /** Returns the options; what is wrong with the words is added to {@code mistakes}. */
  UnitOptions read(Tools tools, List<String> mistakes) {
    return new UnitOptions(
        tools.program(),
        projectWords(tools),
        perService.isSet(),
        prefix.get().orElse(UnitOptions.USUAL_PREFIX),
        separator.get().orElse("-"),
        name.get(),
        restart(mistakes),
        seconds("--start-timeout", startTimeout.get(), mistakes),
        seconds("--stop-timeout", stopTimeout.get(), mistakes),
        units(wants),
        units(after),
        units(requires),
        environment(tools, mistakes),
        template.isSet(),
        user.isSet());
  }

  private static List<String> projectWords(Tools tools) {
    GlobalOptions options = tools.options();
    List<String> words = new ArrayList<>();
    for (String file : options.envFiles()) {
      String absolute = tools.projects().workingDirectory().resolve(file).normalize().toString();
      words.addAll(List.of("--env-file", absolute));
    }
    options.profiles().forEach(profile -> words.addAll(List.of("--profile", profile)));
    if (options.allResources()) {
      words.add("--all-resources");
    }
    if (options.compatibility()) {
      words.add("--compatibility");
    }
    return words;
  }

  private Restart restart(List<String> mistakes) {
    String text = restart.get().orElse(Restart.ON_FAILURE.toString());
    Optional<Restart> policy =
        Arrays.stream(Restart.values()).filter(each -> each.toString().equals(text)).findFirst();
    if (policy.isEmpty()) {
      mistakes.add("--restart-policy: expected one of " + policies() + " but was '" + text + "'");
    }
    return policy.orElse(Restart.ON_FAILURE);
  }

  private static Optional<Duration> seconds(
      String option, Optional<String> text, List<String> mistakes) {
    try {
      return text.map(Seconds::parse);
    } catch (IllegalArgumentException e) {
      mistakes.add(option + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Several may stand in one option, as podman takes them. */
  private static List<String> units(Supplier<List<String>> option) {
    return option.get().stream()
        .flatMap(words -> Arrays.stream(words.split("[, ]")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Without these a unit would keep its containers where no command of this shell finds them. */
  private static Map<String, String> carried(Tools tools) {
    Map<String, String> carried = new LinkedHashMap<>();
    for (String name : CARRIED) {
      String value = tools.environment().getOrDefault(name, "");
      if (!value.isEmpty()) {
        boolean path = !name.equals(SWITCH);
        Path here = tools.projects().workingDirectory();
        carried.put(name, path ? here.resolve(value).normalize().toString() : value);
      }
    }
    return carried;
  }

  private Map<String, String> environment(Tools tools, List<String> mistakes) {
    Map<String, String> environment = new LinkedHashMap<>(carried(tools));
    for (String variable : variables.get()) {
      int equals = variable.indexOf('=');
      String named = equals < 0 ? variable : variable.substring(0, equals);
      String here = tools.environment().get(named);
      if (equals >= 0) {
        environment.put(named, variable.substring(equals + 1));
      } else if (here != null) {
        environment.put(named, here);
      } else {
        mistakes.add("--env: '" + variable + "' has no value, and is not set here either");
      }
    }
    return environment;
  }
}
