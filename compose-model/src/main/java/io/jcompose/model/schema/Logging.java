package io.jcompose.model.schema;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.LogDriver;
import io.jcompose.model.value.LogOption;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** {@code logging:}; options are merged only as long as both are meant for one driver. */
record Logging() implements WrittenOut {
  /** Drivers of the Docker engine that lead to services of the net. */
  private static final Set<String> ELSEWHERE =
      Set.of("awslogs", "etwlogs", "fluentd", "gcplogs", "gelf", "logentries", "splunk");

  private static final Keys KEYS =
      Keys.of("logging")
          .key(
              "driver",
              Kinds.TEXT,
              Support.later()
                  .unless(
                      "json-file, local, journald, syslog and none",
                      driver -> !ELSEWHERE.contains(driver.scalarText())))
          .key(
              "options",
              new KeyValues("options", Kinds.TEXT_OR_NUMBER, KeyValues.Alone.EMPTY, true, false))
          .demanding(Logging::checkDriver);

  @Override
  public Kind longForm() {
    return KEYS;
  }

  @Override
  public String form() {
    return KEYS.form();
  }

  @Override
  public Optional<Node> canonical(Value value) {
    return KEYS.canonical(value);
  }

  @Override
  public Node merge(Node base, Node later) {
    Optional<String> before = driver(base);
    Optional<String> after = driver(later);
    boolean same = before.isEmpty() || after.isEmpty() || before.equals(after);
    return same ? KEYS.merge(base, later) : Maps.settled(later);
  }

  private static Optional<String> driver(Node logging) {
    return logging instanceof MapNode map
        ? map.get("driver")
            .filter(ScalarNode.class::isInstance)
            .map(driver -> ((ScalarNode) driver).text())
        : Optional.empty();
  }

  private static void checkDriver(Value logging) {
    Optional<Value> named = logging.get("driver").filter(value -> !value.scalarText().isEmpty());
    Optional<LogDriver> driver =
        named.isEmpty() ? Optional.of(LogDriver.JSON_FILE) : LogDriver.of(named.get().scalarText());
    if (driver.isEmpty()) {
      if (ELSEWHERE.contains(named.get().scalarText())) {
        return; // an engine has it, if not this one
      }
      named.get().mustBeOneOf(Arrays.stream(LogDriver.values()).map(LogDriver::word).toList());
      return;
    }
    logging
        .get("options")
        .ifPresent(
            options ->
                options.eachMember((name, option) -> checkOption(driver.get(), name, option)));
  }

  private static void checkOption(LogDriver driver, String name, Value.Member member) {
    Optional<LogOption> option = LogOption.of(name).filter(driver::takes);
    if (option.isEmpty()) {
      member
          .value()
          .problemAt(
              member.entry().keyPlace(),
              "'" + name + "' is not an option of the log driver '" + driver.word() + "'",
              NearestName.hint(
                  name,
                  Arrays.stream(LogOption.values())
                      .filter(driver::takes)
                      .map(LogOption::word)
                      .toList(),
                  "remove it"));
    } else if (!member.value().isNull() && !member.value().scalarText().isEmpty()) {
      checkValue(driver, option.get(), member);
    }
  }

  private static void checkValue(LogDriver driver, LogOption option, Value.Member member) {
    try {
      option.check(member.value().scalarText());
    } catch (IllegalArgumentException e) {
      member.value().problem(String.valueOf(e.getMessage()), option.hint());
      return;
    }
    if (!driver.heeds(option)) {
      member
          .value()
          .warningAt(
              member.entry().keyPlace(),
              "'" + option.word() + "' has no effect on the log driver '" + driver.word() + "'",
              "remove it");
    }
  }
}
