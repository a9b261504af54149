package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code healthcheck:}. */
final class HealthKeys {
  private HealthKeys() {}

  private static final Set<String> HEADS = Set.of("NONE", "CMD", "CMD-SHELL");

  /** The head of a list that has nothing else. */
  private static final Scalar ONLY_WORD = Kinds.TEXT.demanding(HealthKeys::mustNotBeAlone);

  static final Keys HEALTHCHECK =
      Keys.of("a health check")
          .key("test", new Test())
          .key("timeout", Kinds.DURATION)
          .key("interval", Kinds.DURATION)
          .key("retries", Kinds.truncated(0, Integer.MAX_VALUE))
          .key("start_period", Kinds.DURATION)
          .key("start_interval", Kinds.DURATION)
          .key("disable", Kinds.FLAG)
          .consistencyRule(HealthKeys::headIsKnown)
          .consistencyRule(HealthKeys::intervalNeedsPeriod);

  private static void mustNotBeAlone(Value head) {
    if (head.scalarText().startsWith("CMD")) {
      head.problem(
          "'" + head.scalarText() + "' is followed by no command", "add the command to run");
    }
  }

  private static void headIsKnown(Value check) {
    Optional<Value> test = check.get("test").filter(Value::isList);
    List<Value> words = test.map(Value::items).orElse(List.of());
    if (!words.isEmpty() && !HEADS.contains(words.get(0).scalarText())) {
      test.get()
          .problem(
              "a test in list form must start with NONE, CMD or CMD-SHELL, not '"
                  + words.get(0).scalarText()
                  + "'",
              "put 'CMD' before the program");
    }
  }

  private static void intervalNeedsPeriod(Value check) {
    if (check.get("start_interval").isPresent() && check.get("start_period").isEmpty()) {
      check.problem("'start_interval' needs 'start_period'", "add 'start_period'");
    }
  }

  /** A command line for a shell, or a list with how to run it at its head. */
  private record Test() implements Kind {
    @Override
    public String form() {
      return "a command line, or a list after CMD, CMD-SHELL or NONE";
    }

    @Override
    public void walk(Value value, Walker walker) {
      List<Value> words = value.isList() ? value.items() : List.of();
      if (words.size() == 1) {
        walker.meets(ONLY_WORD, words.get(0));
      }
    }

    @Override
    public Optional<Node> concise(Node node, boolean extensions) {
      return node instanceof ListNode list && list.items().isEmpty()
          ? Optional.empty()
          : Optional.of(node);
    }

    @Override
    public Optional<Node> canonical(Value value) {
      if (!value.isList()) {
        return value
            .text()
            .map(
                line ->
                    new ListNode(
                        value.place(),
                        List.of(
                            new ScalarNode(value.place(), "CMD-SHELL", false),
                            new ScalarNode(value.place(), line, false))));
      }
      return value.items().isEmpty() ? Optional.of(value.node()) : Kinds.TEXTS.canonical(value);
    }
  }
}
