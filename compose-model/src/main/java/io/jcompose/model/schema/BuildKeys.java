package io.jcompose.model.schema;

import io.jcompose.model.schema.KeyValues.Alone;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code build:}.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/build.md">build</a>
 */
final class BuildKeys {
  private static final Pattern REMOTE =
      Pattern.compile(".*://.*|(github\\.com/|git@|service:).*", Pattern.DOTALL);

  private BuildKeys() {}

  /** A directory, or the address of something elsewhere, which stays as it is. */
  private static final Scalar CONTEXT = Scalar.path("a directory or address", BuildKeys::context);

  static final Keys BUILD =
      Keys.of("a build")
          .key("context", CONTEXT)
          .key("dockerfile", Kinds.TEXT)
          .key("dockerfile_inline", Kinds.TEXT)
          .key("args", Kinds.VARIABLES)
          .key("ssh", new SshKeys())
          .key("labels", Kinds.LABELS)
          .key("cache_from", Kinds.TEXTS)
          .key("cache_to", Kinds.TEXTS)
          .key("no_cache", Kinds.FLAG)
          .key("no_cache_filter", Kinds.TEXTS.orSingle())
          .key(
              "additional_contexts",
              new KeyValues("contexts", CONTEXT, Alone.FAULTY_IN_LIST, true, true))
          .key("pull", Kinds.FLAG)
          .key("extra_hosts", new ExtraHosts())
          .key("isolation", Kinds.TEXT, Support.withoutEffect(ServiceKeys.WINDOWS))
          .key("network", Kinds.TEXT)
          .key("target", Kinds.TEXT)
          .key("secrets", ListOf.of(GrantKeys.GRANT).distinctBy(GrantKeys::secretIdentity))
          .key("shm_size", Kinds.BYTES.silentIf("0"))
          .key("tags", Kinds.DISTINCT_TEXTS)
          .key("ulimits", ResourceKeys.ULIMITS)
          .key("platforms", Kinds.TEXTS)
          .key("privileged", Kinds.FLAG)
          .key("entitlements", Kinds.DISTINCT_TEXTS)
          .key("provenance", Kinds.ANY_SCALAR)
          .key("sbom", Kinds.ANY_SCALAR)
          .orForm(
              value ->
                  value.isScalar()
                      ? value.with(new TreeBuild(value.place()).put("context", value.node()).node())
                      : value)
          .orTemplateOf(CONTEXT)
          .consistencyRule(BuildKeys::oneDockerfile);

  private static Optional<String> context(Value value) {
    // an empty text is not the project's directory
    return value
        .text()
        .filter(text -> text.isEmpty() || REMOTE.matcher(text).matches())
        .or(value::hostPath);
  }

  private static void oneDockerfile(Value build) {
    if (says(build, "dockerfile") && says(build, "dockerfile_inline")) {
      build.problem(
          "has both 'dockerfile' and 'dockerfile_inline'", "keep the one that is to be built");
    }
  }

  private static boolean says(Value build, String key) {
    return build.get(key).filter(value -> !value.scalarText().isEmpty()).isPresent();
  }
}
