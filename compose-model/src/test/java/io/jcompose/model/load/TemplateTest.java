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

  private ResolvedFile load(Phase leftOut) {
    return new ComposeLoader(sources)
        .load(request(LoadOptions.DEFAULT.without(leftOut), List.of()))
        .resolved();
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
