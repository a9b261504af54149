package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;

/** {@code healthcheck:}. */
final class HealthKeys {
  private HealthKeys() {}

  /** The head of a list that has nothing else. */
  private static final Scalar ONLY_WORD = Kinds.TEXT.demanding(HealthKeys::mustNotBeAlone);

  static final Keys HEALTHCHECK =
      Keys.of("a health check")
          .key("test", new Test())
          .key("timeout", Kinds.DURATION)
          .key("interval", Kinds.DURATION)
          .key("retries", Kinds.integer(0, Integer.MAX_VALUE))
          .key("start_period", Kinds.DURATION)
          .key("start_interval", Kinds.DURATION)
          .key("disable", Kinds.FLAG)
          .rule(HealthKeys::intervalNeedsPeriod);

  private static void mustNotBeAlone(Value head) {
    if (head.scalarText().startsWith("CMD")) {
      head.problem(
          "'" + head.scalarText() + "' is followed by no command", "add the command to run");
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
      if (value.items().isEmpty()) {
        return Optional.of(value.node());
      }
      Optional<Node> words = Kinds.TEXTS.canonical(value);
      words.ifPresent(list -> checkHead(value, ((ListNode) list).items()));
      return words;
    }

    private static void checkHead(Value value, List<Node> words) {
      String kind =
          words.isEmpty() || !(words.get(0) instanceof ScalarNode head) ? "" : head.text();
      switch (kind) {
        case "NONE" -> {}
        case "CMD", "CMD-SHELL" -> {
          // a missing command is looked for when it is to be run
        }
        default ->
            value.problem(
                "a test in list form must start with NONE, CMD or CMD-SHELL, not '" + kind + "'",
                "put 'CMD' before the program");
      }
    }
  }
}
