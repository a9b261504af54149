package io.jcompose.model.schema;

/** Commands run at certain moments of a container's life. */
final class HookKeys {
  private HookKeys() {}

  /** {@code post_start}, {@code pre_stop} and {@code develop.watch[].exec}. */
  static final Keys HOOK =
      Keys.of("a hook")
          .key("command", Kinds.COMMAND)
          .key("user", Kinds.TEXT)
          .key("privileged", Kinds.FLAG)
          .key("working_dir", Kinds.TEXT)
          .key("environment", Kinds.VARIABLES)
          .nullable("command")
          .silentIfEmpty();

  static final Keys PRE_START =
      Keys.of("a pre_start hook")
          .key("command", Kinds.COMMAND)
          .key("image", Kinds.IMAGE)
          .key("user", Kinds.TEXT)
          .key("privileged", Kinds.FLAG, Support.later().unless("false"))
          .key("working_dir", Kinds.TEXT)
          .key("environment", Kinds.VARIABLES)
          .key("per_replica", Kinds.FLAG, Support.later().unless("false"));
}
