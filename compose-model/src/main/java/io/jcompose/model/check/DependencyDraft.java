package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.value.ServiceName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was read of one entry of {@code depends_on:} so far. */
final class DependencyDraft {
  private static final List<String> CONDITIONS =
      Arrays.stream(Condition.values()).map(Condition::toString).toList();

  private Optional<Condition> condition = Optional.empty();
  private boolean restart;
  private boolean required = true;

  /** Reads the entry of {@code service}; empty if it is faulty. */
  static Optional<Dependency> read(String service, Value options) {
    var draft = new DependencyDraft();
    KeyRegistry.DEPENDENCY.read(options, draft);
    if (options.isNull() || (options.isMap() && !options.entries().containsKey("condition"))) {
      options.problem("has no 'condition'", "add 'condition: service_started'");
    }
    return draft.condition.flatMap(
        known -> {
          try {
            return Optional.of(
                new Dependency(new ServiceName(service), known, draft.required, draft.restart));
          } catch (IllegalArgumentException e) {
            // no service has such a name: the check of references says so
            return Optional.empty();
          }
        });
  }

  void condition(Value value) {
    String text = value.text().orElse("");
    for (Condition known : Condition.values()) {
      if (known.toString().equals(text)) {
        condition = Optional.of(known);
      }
    }
    if (condition.isEmpty()) {
      value.problem(
          value.node().description() + " is not a condition",
          NearestName.hint(
              text,
              CONDITIONS,
              "use service_started, service_healthy or service_completed_successfully"));
    }
  }

  void restart(Value value) {
    restart = value.bool().orElse(false);
  }

  void required(Value value) {
    required = value.bool().orElse(true);
  }
}
