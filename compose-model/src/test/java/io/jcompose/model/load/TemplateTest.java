package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.load.LoadOptions.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files whose variables, or paths, are left as they stand. */
class TemplateTest {
  private final MemorySources sources = new MemorySources();

  /** Whether two mounts have one target is not known before: neither may get lost. */
  @Test
  void mountsWithVariablesAllStay() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          a:
            image: x
            volumes: ["${DIR:-.}/one:/one", "${DIR:-.}/two:/two", "./three:/three"]
            tmpfs: ["${TMP:-/a}:size=1m", "${TMP:-/b}:size=1m"]
            ports: ["${A}:80", "${B}:80"]
        """);

    assertThat(load(Phase.INTERPOLATION).toYaml())
        .contains(
            "      - ${DIR:-.}/one:/one\n      - ${DIR:-.}/two:/two\n",
            "        source: /srv/app/three\n",
            "      - ${TMP:-/a}:size=1m\n      - ${TMP:-/b}:size=1m\n",
            "      - ${A}:80\n      - ${B}:80\n");
  }

  /** What starts with a variable may turn out to be absolute. */
  @Test
  void pathsWithVariablesAreMadeAbsoluteOnlyIfTheyAreRelativeForSure() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          a:
            image: x
            volumes:
              - {type: bind, source: "${DIR:-/srv/../x}", target: /one}
              - {type: bind, source: "./${DIR}/../y", target: /two}
              - {type: bind, source: "~/${DIR}", target: /three}
        """);

    assertThat(load(Phase.INTERPOLATION).toYaml())
        .contains(
            "source: ${DIR:-/srv/../x}\n", "source: /srv/app/${DIR}/../y\n", "source: ~/${DIR}\n");
  }

  @Test
  void pathsWithVariablesOfIncludedFilesKeepTheirDirectory() {
    sources
        .with("/srv/app/compose.yaml", "include: [sub/compose.yaml]")
        .with(
            "/srv/app/sub/compose.yaml",
            """
            services:
              a:
                build: ctx/${OS}
                env_file: conf/${X}.env
                volumes: ["./${X:-${Y:-d}}/k:/k:ro", ".:/app${Y}", "${X}/l:/l", "named${X}:/m"]
              b:
                build: {context: "https://${HOST}/x", additional_contexts: ["c=ctx/${X}"]}
                env_file: ["c/${X}", "${Y}"]
            secrets:
              s: {file: "s/${X}"}
            """);

    assertThat(load(Phase.INTERPOLATION).toYaml())
        .contains(
            "build: /srv/app/sub/ctx/${OS}\n",
            "env_file: /srv/app/sub/conf/${X}.env\n",
            "- /srv/app/sub/${X:-${Y:-d}}/k:/k:ro\n",
            "- /srv/app/sub:/app${Y}\n",
            "- ${X}/l:/l\n",
            "- named${X}:/m\n",
            "context: https://${HOST}/x\n",
            "c: /srv/app/sub/ctx/${X}\n",
            "- /srv/app/sub/c/${X}\n      - ${Y}\n",
            "file: /srv/app/sub/s/${X}\n");
    assertThat(load(Phase.INTERPOLATION, Phase.PATH_RESOLUTION).toYaml())
        .contains("build: sub/ctx/${OS}\n", "- ./sub/${X:-${Y:-d}}/k:/k:ro\n");
  }

  @Test
  void aTextWithVariablesIsAnItemLikeOthersWhenFilesAreMerged() {
    sources
        .with("/srv/app/compose.yaml", "services: {a: {image: x, dns: '${DNS}'}}")
        .with("/srv/app/compose.override.yaml", "services: {a: {dns: [1.1.1.1], tmpfs: '${T}'}}");

    assertThat(load(Phase.INTERPOLATION).toYaml())
        .contains("dns:\n      - ${DNS}\n      - 1.1.1.1\n", "tmpfs: ${T}\n");
  }

  @Test
  void filesThatAreExtendedFromAnIncludedOneAreFoundWithRelativePathsToo() {
    sources
        .with("/srv/app/compose.yaml", "include: [sub/api/compose.yaml]")
        .with(
            "/srv/app/sub/api/compose.yaml",
            "services: {api: {build: ., extends: {file: ../shared/base.yaml, service: base}}}")
        .with(
            "/srv/app/sub/shared/base.yaml",
            "services: {base: {volumes: ['./data:/data'], extends: {file: top.yaml, service: t}}}")
        .with("/srv/app/sub/shared/top.yaml", "services: {t: {image: x}}");

    assertThat(load(Phase.PATH_RESOLUTION).toYaml())
        .contains("context: sub/api\n", "source: sub/shared/data\n", "image: x\n");
  }

  @Test
  void onlyNamedServicesAndTheirNeedsAreReadAndWaitForNobodyElse() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          web: {image: x, depends_on: {opt: {condition: service_started, required: false}}}
          opt: {image: x, profiles: [opt]}
          broken: {image: x, env_file: missing.env}
        """);

    String yaml =
        new ComposeLoader(sources)
            .load(request(LoadOptions.DEFAULT.withOnlyNamed(), List.of("web")))
            .resolved()
            .toYaml();

    assertThat(yaml).contains("web:").doesNotContain("opt", "broken");
  }

  private ResolvedFile load(Phase... leftOut) {
    LoadOptions options = LoadOptions.DEFAULT;
    for (Phase phase : leftOut) {
      options = options.without(phase);
    }
    return new ComposeLoader(sources).load(request(options, List.of())).resolved();
  }

  private static LoadRequest request(LoadOptions options, List<String> services) {
    return new LoadRequest(
        "/srv/app",
        Map.of("HOME", "/root"),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        services,
        options);
  }
}
