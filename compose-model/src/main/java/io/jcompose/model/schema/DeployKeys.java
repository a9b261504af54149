package io.jcompose.model.schema;

/**
 * {@code deploy:}.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/deploy.md">deploy</a>
 */
final class DeployKeys {
  private static final Support NO_CLUSTER = Support.withoutEffect("there is one host only");

  private DeployKeys() {}

  private static final Keys UPDATE =
      Keys.of("an update")
          .key("parallelism", Kinds.integer())
          .key("delay", Kinds.DURATION.silentIf("0s"))
          .key("failure_action", Kinds.wordOf("continue", "rollback", "pause"))
          .key("monitor", Kinds.DURATION.silentIf("0s"))
          .key("max_failure_ratio", Kinds.NUMBER.silentIf("0"))
          .key("order", Kinds.oneOf("start-first", "stop-first"));

  private static final Keys LIMITS =
      Keys.of("limits")
          .key("cpus", Kinds.NUMBER.silentIf("0"), Support.later())
          .key("memory", Kinds.QUOTED_BYTES.silentIf("0"), Support.later())
          .key("pids", Kinds.integer().silentIf("0"), Support.later());

  private static final Keys GENERIC_RESOURCE =
      Keys.of("a generic resource")
          .key(
              "discrete_resource_spec",
              Keys.of("a discrete resource")
                  .key("kind", Kinds.TEXT)
                  .key("value", Kinds.truncated()));

  private static final Keys RESERVATIONS =
      Keys.of("reservations")
          .key(
              "cpus",
              Kinds.NUMBER.silentIf("0"),
              Support.withoutEffect("nothing else asks for this host"))
          .key("memory", Kinds.QUOTED_BYTES.silentIf("0"), Support.later())
          .key("generic_resources", ListOf.of(GENERIC_RESOURCE), NO_CLUSTER)
          .key("devices", ListOf.of(ResourceKeys.RESERVED_DEVICES), Support.later());

  private static final Keys RESTART_POLICY =
      Keys.of("a restart policy")
          .key("condition", Kinds.wordOf("none", "on-failure", "any", "unless-stopped"))
          .key("delay", Kinds.DURATION)
          .key("max_attempts", Kinds.integer())
          .key("window", Kinds.DURATION);

  private static final Keys PLACEMENT =
      Keys.of("a placement")
          .key("constraints", Kinds.TEXTS)
          .key(
              "preferences", ListOf.of(Keys.of("a placement preference").key("spread", Kinds.TEXT)))
          .key("max_replicas_per_node", Kinds.integer().silentIf("0"))
          .silentIfEmpty();

  static final Keys DEPLOY =
      Keys.of("a deployment")
          .key(
              "mode",
              Kinds.wordOf("replicated", "global", "replicated-job", "global-job"),
              NO_CLUSTER)
          .key("endpoint_mode", Kinds.TEXT, NO_CLUSTER)
          .key("replicas", Kinds.REPLICAS)
          .key("labels", Kinds.LABELS, Support.withoutEffect("they are for a cluster's service"))
          .key("rollback_config", UPDATE)
          .key("update_config", UPDATE)
          .key(
              "resources",
              Keys.of("resources")
                  .key("limits", LIMITS)
                  .key("reservations", RESERVATIONS)
                  .silentIfEmpty())
          .key("restart_policy", RESTART_POLICY)
          .key("placement", PLACEMENT, NO_CLUSTER);
}
