package io.jcompose.model.schema;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NamespaceMode;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumesFrom;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md">services</a>
 */
final class ServiceKeys {
  static final String WINDOWS = "it is for Windows containers";

  private static final Pattern RESTART =
      Pattern.compile("no|always|unless-stopped|on-failure(:[0-9]{1,9})?");
  private static final Pattern PULL_POLICY =
      Pattern.compile("always|never|missing|build|daily|weekly|refresh|every_([0-9]+[wdhms])+");
  private static final List<String> CAPABILITIES =
      Arrays.stream(Capability.values()).map(Capability::name).toList();

  private ServiceKeys() {}

  private static final Scalar CONTAINER_NAME =
      Kinds.demanding("a container's name", ContainerName::new, "rename the container");
  private static final Scalar HOST_NAME =
      Kinds.demanding(
          "a host name", HostNames::checked, "write letters, digits and '-', parts joined by '.'");
  private static final Scalar STOP_SIGNAL =
      Kinds.demanding("a signal", ServiceKeys::signal, "write a name such as 'SIGTERM'");
  private static final Scalar NETWORK_MODE =
      Kinds.demanding(
          "a network mode",
          NetworkKeys::mode,
          "write 'none', 'host', 'bridge', 'service:NAME' or 'container:NAME'");
  private static final Scalar EXTERNAL_LINK =
      Kinds.demanding(
          "a link to a container",
          HostNames::externalLink,
          "write 'CONTAINER' or 'CONTAINER:ALIAS'");
  private static final Scalar NAMESPACE =
      Kinds.demanding(
          "a namespace",
          NamespaceMode::parse,
          "write 'host', 'private', 'service:NAME' or 'container:NAME'");
  private static final Scalar VOLUMES_FROM =
      Kinds.demanding(
          "a service or container",
          VolumesFrom::parse,
          "write 'SERVICE[:ro]' or 'container:NAME[:ro]'");
  private static final Scalar CAPABILITY = Kinds.TEXT.demanding(ServiceKeys::capability);
  private static final Scalar RESTART_POLICY =
      Kinds.demanding(
          "a restart policy",
          ServiceKeys::restart,
          "use \"no\", 'always', 'on-failure[:ATTEMPTS]' or 'unless-stopped'");

  private static final Scalar CPU_PERCENT =
      new Scalar("a percentage", true, ServiceKeys::percentage).silentIf("0");
  private static final Scalar SCALE =
      new Scalar("a number of containers", true, ServiceKeys::scale);
  private static final Scalar GROUP = new Scalar("a group", false, ServiceKeys::group);

  private static final Keys DEPENDENCY =
      Keys.of("a dependency")
          .key(
              "condition",
              Kinds.oneOf("service_started", "service_healthy", "service_completed_successfully"))
          .key("restart", Kinds.FLAG)
          .key("required", Kinds.BOOL)
          .required("condition", "add 'condition: service_started'");

  private static final Keys ENV_FILE =
      Keys.of("an env file")
          .key("path", Kinds.PATH)
          .key("required", Kinds.BOOL)
          .key("format", new Scalar("raw", false, ServiceKeys::envFileFormat))
          .required("path", "add 'path' with the file's name")
          .orForm(
              value ->
                  value.isScalar()
                      ? value.with(new TreeBuild(value.place()).put("path", value.node()).node())
                      : value)
          .orTemplateOf(Kinds.PATH)
          .completedBy(ServiceKeys::requiredUnlessSaid);

  private static final Keys EXTENDS =
      Keys.of("an extension of a service")
          .key("service", Kinds.TEXT)
          .key("file", Kinds.PATH)
          .required("service", "add 'service' with the name of the service to extend")
          .ignoringOthers()
          .orForm(
              value ->
                  value.isScalar()
                      ? value.with(new TreeBuild(value.place()).put("service", value.node()).node())
                      : value);

  private static final Keys CREDENTIAL_SPEC =
      Keys.of("a credential")
          .key("config", Kinds.TEXT)
          .key("file", Kinds.TEXT)
          .key("registry", Kinds.TEXT);

  private static final Keys MODEL =
      Keys.of("a service's model").key("endpoint_var", Kinds.TEXT).key("model_var", Kinds.TEXT);

  private static final Keys PROVIDER =
      Keys.of("a provider")
          .key("type", Kinds.TEXT)
          .key("options", MapOf.of(ListOf.of(Kinds.ANY_SCALAR).orSingle()))
          .required("type", "add 'type' with the provider's program");

  static final Keys SERVICE =
      Keys.of("a service")
          .key("annotations", Kinds.LABELS, Support.later())
          .key("attach", Kinds.BOOL)
          .key("blkio_config", ResourceKeys.BLKIO, Support.later())
          .key("build", BuildKeys.BUILD, Support.later())
          .key("cap_add", ListOf.of(CAPABILITY).distinct())
          .key("cap_drop", ListOf.of(CAPABILITY).distinct())
          .key("cgroup", Kinds.oneOf("host", "private"), Support.later().unless("private"))
          .key("cgroup_parent", Kinds.TEXT, Support.later())
          .key("command", Kinds.COMMAND)
          .key("configs", ListOf.of(GrantKeys.GRANT).distinctBy(GrantKeys::configIdentity))
          .key("container_name", CONTAINER_NAME)
          .key("cpu_count", Kinds.integer().silentIf("0"), Support.withoutEffect(WINDOWS))
          .key("cpu_percent", CPU_PERCENT, Support.withoutEffect(WINDOWS))
          .key("cpu_period", Kinds.MICROSECONDS, Support.later())
          .key("cpu_quota", Kinds.truncated().silentIf("0"), Support.later())
          .key("cpu_rt_period", Kinds.MICROSECONDS, Support.later())
          .key("cpu_rt_runtime", Kinds.MICROSECONDS, Support.later())
          .key("cpu_shares", Kinds.truncated().silentIf("0"), Support.later())
          .key("cpus", Kinds.NUMBER.silentIf("0"), Support.later())
          .key("cpuset", Kinds.TEXT, Support.later())
          .key("credential_spec", CREDENTIAL_SPEC, Support.withoutEffect(WINDOWS))
          .key("depends_on", MapOf.of(DEPENDENCY).orForm(Names::toDependencies))
          .key("deploy", DeployKeys.DEPLOY)
          .key("develop", DevelopKeys.DEVELOP)
          .key("device_cgroup_rules", Kinds.TEXTS, Support.later())
          .key("devices", ResourceKeys.DEVICES, Support.later())
          .key("dns", ListOf.of(NetworkKeys.DNS_SERVER).distinct().orSingle().withoutEmpty())
          .key("dns_opt", ListOf.of(NetworkKeys.RESOLVER_WORD).distinct())
          .key("dns_search", ListOf.of(NetworkKeys.RESOLVER_WORD).distinct().orSingle())
          .key("domainname", HOST_NAME)
          .key("entrypoint", Kinds.COMMAND)
          .key("env_file", ListOf.of(ENV_FILE).distinctBy(ServiceKeys::envFileIdentity).orSingle())
          .key("environment", Kinds.VARIABLES)
          .key("expose", ListOf.of(Ports.EXPOSED).distinct())
          .key("extends", EXTENDS)
          .key("external_links", ListOf.of(EXTERNAL_LINK).withoutDuplicates())
          .key("extra_hosts", new ExtraHosts())
          .key("gpus", ResourceKeys.GPUS, Support.later())
          .key("group_add", ListOf.of(GROUP).withoutDuplicates(), Support.later())
          .key("healthcheck", HealthKeys.HEALTHCHECK)
          .key("hostname", HOST_NAME)
          .key("image", Kinds.IMAGE)
          .key("init", Kinds.BOOL)
          .key("ipc", NAMESPACE, Support.later().unless("private"))
          .key("isolation", Kinds.TEXT, Support.withoutEffect(WINDOWS))
          .key("label_file", ListOf.of(Kinds.PATH).distinct().orSingle())
          .key("labels", Kinds.LABELS)
          .key(
              "links",
              ListOf.of(Kinds.as("a link", HostNames::link, "write 'SERVICE' or 'SERVICE:ALIAS'"))
                  .distinct())
          .key("logging", new Logging())
          .key("mac_address", NetworkKeys.MAC_ADDRESS)
          .key("mem_limit", Kinds.BYTES.silentIf("0"), Support.later())
          .key("mem_reservation", Kinds.BYTES.silentIf("0"), Support.later())
          .key("mem_swappiness", Kinds.BYTES.silentIf("0"), Support.later())
          .key("memswap_limit", Kinds.BYTES.silentIf("0"), Support.later())
          .key("models", MapOf.of(MODEL).orForm(Names::toMap).orNothing(), Support.later())
          .key("network_mode", NETWORK_MODE)
          .key("networks", NetworkKeys.ATTACHMENTS)
          .key("oom_kill_disable", Kinds.FLAG, Support.later().unless("false"))
          .key("oom_score_adj", Kinds.integer(-1000, 1000).silentIf("0"), Support.later())
          .key("pid", NAMESPACE, Support.later())
          .key("pids_limit", Kinds.truncated().silentIf("0"), Support.later())
          .key("platform", Kinds.TEXT)
          .key("ports", ListOf.of(new Ports()).distinctBy(Ports::identity))
          .key("post_start", ListOf.of(HookKeys.HOOK))
          .key("pre_start", ListOf.of(HookKeys.PRE_START))
          .key("pre_stop", ListOf.of(HookKeys.HOOK))
          .key("privileged", Kinds.FLAG, Support.later().unless("false"))
          .key("profiles", Kinds.DISTINCT_TEXTS)
          .key("provider", PROVIDER, Support.later())
          .key(
              "pull_policy",
              new Scalar("a pull policy", false, ServiceKeys::pullPolicy)
                  .demanding(
                      value ->
                          value.mustSuit(
                              PullPolicy::parse, "write a shorter time, such as 'every_12h'")),
              Support.later()
                  .unless("all but build", policy -> !policy.scalarText().equals("build")))
          .key("pull_refresh_after", Kinds.TEXT, Support.withoutEffect("no tool acts on it"))
          .key("read_only", Kinds.FLAG)
          .key("restart", RESTART_POLICY)
          .key("runtime", Kinds.TEXT, Support.withoutEffect("jcompose is the runtime"))
          .key("scale", SCALE)
          .key("secrets", ListOf.of(GrantKeys.SECRET_GRANT).distinctBy(GrantKeys::secretIdentity))
          .key("security_opt", Kinds.TEXTS.withoutDuplicates(), Support.later())
          .key("shm_size", Kinds.BYTES.silentIf("0"), Support.later())
          .key("stdin_open", Kinds.FLAG)
          .key("stop_grace_period", Kinds.DURATION)
          .key("stop_signal", STOP_SIGNAL)
          .key("storage_opt", Kinds.OPTIONS, Support.later())
          .key(
              "sysctls",
              KeyValues.of("kernel parameters"),
              Support.later().unless("'net.*'", NetworkKeys::areOfNetwork))
          .key("tmpfs", ListOf.of(Mounts.TMPFS_LINE).distinctBy(Mounts::identity).orSingle())
          .key("tty", Kinds.FLAG)
          .key("ulimits", ResourceKeys.ULIMITS, Support.later())
          .key("use_api_socket", Kinds.FLAG, Support.later().unless("false"))
          .key("user", Kinds.TEXT)
          .key("userns_mode", NAMESPACE, Support.later())
          .key("uts", NAMESPACE, Support.later())
          .key("volumes", ListOf.of(new Mounts()).distinctBy(Mounts::identity))
          .key("volumes_from", ListOf.of(VOLUMES_FROM), Support.later())
          .key("working_dir", Kinds.TEXT)
          .key(
              "x-jcompose",
              Keys.of("x-jcompose of a service")
                  .key("rerun", Kinds.oneOf("changed", "always"))
                  .key("on-unhealthy", Kinds.oneOf("none", "restart")))
          .nullable("command", "deploy", "develop", "entrypoint", "pid")
          .rule(ServiceRules::hooksHaveCommands)
          .consistencyRule(ServiceRules::check);

  private static Signal signal(String text) {
    return Signal.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a signal"));
  }

  private static void capability(Value value) {
    String name = value.text().orElse("").toUpperCase(Locale.ROOT);
    if (!name.equals("ALL") && Capability.parse(name).isEmpty()) {
      value.problem(
          value.node().description() + " is not a capability",
          NearestName.hint(name, CAPABILITIES, "see capabilities(7) for the names"));
    }
  }

  private static String restart(String text) {
    if (!RESTART.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a restart policy");
    }
    return text;
  }

  private static Optional<String> pullPolicy(Value value) {
    Optional<String> policy =
        value.text().map(text -> text.equals("if_not_present") ? "missing" : text);
    if (policy.filter(text -> !PULL_POLICY.matcher(text).matches()).isPresent()) {
      value.problem(
          value.node().description() + " is not a pull policy",
          "use 'always', 'missing', 'never', 'build', 'daily', 'weekly' or 'every_12h'");
      return Optional.empty();
    }
    return policy;
  }

  private static Optional<String> envFileFormat(Value value) {
    Optional<String> format = value.text().filter(text -> text.isEmpty() || text.equals("raw"));
    if (format.isEmpty()) {
      value.problem(
          "env file format " + value.node().description() + " is not known",
          "write 'raw', or remove 'format'");
    }
    return format;
  }

  private static Node requiredUnlessSaid(MapNode file) {
    return file.get("required").isPresent()
        ? file
        : TreeBuild.of(file).bare("required", true).node();
  }

  private static Optional<String> percentage(Value value) {
    return isFraction(value)
        ? value.refusedAs("a whole number between 0 and 100", "")
        : Kinds.integer(0, 100).reader().apply(value);
  }

  private static Optional<String> scale(Value value) {
    return isFraction(value)
        ? value.refusedAs("a whole number", "")
        : Kinds.integer(0, Integer.MAX_VALUE).reader().apply(value);
  }

  private static boolean isFraction(Value value) {
    return value.node() instanceof ScalarNode scalar && scalar.kind() == PlainScalar.Kind.FLOAT;
  }

  private static Optional<String> group(Value value) {
    return isFraction(value) ? Kinds.TEXT.reader().apply(value) : value.textOrNumber();
  }

  private static Object envFileIdentity(Node file) {
    return file instanceof MapNode map
        ? map.get("path")
            .filter(ScalarNode.class::isInstance)
            .<Object>map(path -> ((ScalarNode) path).text())
            .orElseGet(Object::new)
        : file;
  }
}
