package io.jcompose.model.schema;

/**
 * {@code develop:}.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/develop.md">develop</a>
 */
final class DevelopKeys {
  private DevelopKeys() {}

  private static final Keys WATCH =
      Keys.of("a watched path")
          .key("path", Kinds.PATH)
          .key("action", Kinds.oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"))
          .key("target", Kinds.TEXT)
          .key("exec", HookKeys.HOOK)
          .key("ignore", Kinds.TEXTS.orSingle())
          .key("include", Kinds.TEXTS.orSingle())
          .key("initial_sync", Kinds.FLAG)
          .required("path", "add 'path' with the directory to watch")
          .required("action", "add 'action: sync', 'action: rebuild' or 'action: restart'")
          .consistencyRule(DevelopKeys::syncHasTarget);

  static final Keys DEVELOP = Keys.of("a development section").key("watch", ListOf.of(WATCH));

  private static void syncHasTarget(Value watch) {
    String action = watch.get("action").flatMap(Value::text).orElse("");
    if (action.startsWith("sync") && watch.get("target").isEmpty()) {
      watch.problem(
          "has no 'target', which action '" + action + "' needs",
          "add 'target' with the path in the container");
    }
  }
}
