package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which files, which name, which variables, which services. */
class SelectionTest {
  private static final String ONE = "services: {web: {image: '${IMAGE:-none}'}}";

  private final MemorySources sources = new MemorySources();
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
  private final List<String> files = new ArrayList<>();
  private final List<String> profiles = new ArrayList<>();
  private final List<String> services = new ArrayList<>();
  private Optional<String> projectName = Optional.empty();
  private Optional<String> projectDirectory = Optional.empty();

  @Test
  void namedFilesAreMergedInOrderAndTheFirstGivesTheDirectory() {
    sources
        .with("/srv/other/a.yaml", ONE)
        .with("/srv/app/b.yaml", "services: {web: {image: b, volumes: ['./x:/x', '~/y:/y']}}");
    files.addAll(List.of("../other/a.yaml", "b.yaml"));

    Project project = load().project();

    assertThat(project.directory()).isEqualTo("/srv/other");
    assertThat(web(project).mounts())
        .extracting(Object::toString)
        .satisfiesExactly(
            mount -> assertThat(mount).contains("source=/srv/other/x,"),
            mount -> assertThat(mount).contains("source=/home/me/y,"));
  }

  /** Under a locale without these letters {@code java.nio.file.Path} refuses such names. */
  @Test
  void namesBeyondAsciiAreOrdinaryNames() {
    sources
        .with("/srv/app/compose.yaml", "services: {web: {image: x, env_file: \u00fc.env}}")
        .with("/srv/app/\u00fc.env", "A=1");

    assertThat(web(load().project()).process().environment().values()).containsEntry("A", "1");
  }

  @Test
  void aDependencyChainMayBeAsLongAsAFile() {
    var text = new StringBuilder("services:\n  s0: {image: x}\n");
    for (int i = 1; i < 20_000; i++) {
      text.append(String.format("  s%d: {image: x, depends_on: [s%d]}%n", i, i - 1));
    }
    sources.with("/srv/app/compose.yaml", text.toString());

    assertThat(load().project().services()).hasSize(20_000);
  }

  @Test
  void filesAndProfilesMayBeNamedInTheEnvFileOfTheWorkingDirectory() {
    sources
        .with("/srv/app/.env", "COMPOSE_FILE=x.yaml:y.yaml\nCOMPOSE_PROFILES=a, b\nIMAGE=env")
        .with("/srv/app/x.yaml", ONE)
        .with(
            "/srv/app/y.yaml",
            "services: {b: {image: x, profiles: [b]}, c: {image: x, profiles: [c]}}");

    LoadedProject loaded = load();

    assertThat(loaded.resolved().services()).containsExactly("b", "web");
    assertThat(loaded.resolved().images()).containsExactly("env", "x");
  }

  @Test
  void anExplicitNameMustBeLegalAsItStands() {
    sources.with("/srv/app/compose.yaml", "services: {web: {imag: x}}");
    projectName = Optional.of("My App");

    assertThatThrownBy(this::load)
        .hasMessageStartingWith("--project-name: project name 'My App' may hold lower-case letters")
        .hasMessageContaining("'imag' is not a key of a service");
  }

  @Test
  void aBrokenEnvFileAndABrokenComposeFileAreBothReported() {
    sources.with("/srv/app/compose.yaml", "services: [").with("/srv/app/.env", "A='open");

    assertThatThrownBy(this::load)
        .hasMessageStartingWith(".env:1:3: the quote that opens the value of A is not closed")
        .hasMessageContaining("\ncompose.yaml:1:12: is not valid YAML");
  }

  @Test
  void aServiceThatIsNamedBringsItsProfilesWithIt() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          always: {image: x}
          named: {image: x, profiles: [p, q]}
          sibling: {image: x, profiles: [q]}
          other: {image: x, profiles: [r], env_file: missing.env}
        """);
    services.add("named");

    assertThat(load().resolved().services()).containsExactly("always", "named", "sibling");
  }

  @Test
  void anOptionalDependencyOnAnInactiveServiceIsLeftOut() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          web:
            image: x
            depends_on: {db: {condition: service_started, required: false}}
          db: {image: x, profiles: [p]}
        """);

    assertThat(web(load().project()).dependencies()).isEmpty();

    profiles.add("*");
    assertThat(web(load().project()).dependencies()).hasSize(1);
  }

  @Test
  void anExplicitDependencyIsNotOverwrittenByALink() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          web: {image: x, links: ["db:store"], depends_on: [db]}
          db: {image: x}
        """);

    Service web = web(load().project());

    assertThat(web.dependencies()).singleElement().matches(dependency -> !dependency.restart());
    assertThat(web.network().links()).singleElement().matches(it -> it.alias().equals("store"));
  }

  @Test
  void aServicesEnvironmentIsMadeOfItsEnvFilesAndItsOwnEntries() {
    sources
        .with("/srv/app/one.env", "A=one\nB=one\nC=one\nGONE=one\nFROM_SHELL=$SHELL_VARIABLE")
        .with("/srv/app/two.env", "B=two\nC=$A")
        .with("/srv/app/raw.env", "RAW='$A'")
        .with(
            "/srv/app/compose.yaml",
            """
            services:
              web:
                image: x
                env_file:
                  - one.env
                  - {path: two.env}
                  - {path: raw.env, format: raw}
                  - {path: missing.env, required: false}
                environment:
                  - SHELL_VARIABLE
                  - GONE
                  - B=own
            """);
    environment.put("SHELL_VARIABLE", "shell");

    Service web = web(load().project());

    assertThat(web.process().environment().values())
        .isEqualTo(
            Map.of(
                "A", "one",
                "B", "own",
                "C", "one",
                "FROM_SHELL", "shell",
                "RAW", "'$A'",
                "SHELL_VARIABLE", "shell"));
    assertThat(web.process().environment().removed()).containsExactly("GONE");
  }

  @Test
  void volumesThatNoActiveServiceMountsAreLeftOut() {
    sources.with(
        "/srv/app/compose.yaml",
        """
        services:
          web: {image: x, volumes: ["used:/u", "given:/g", "outside:/o"]}
        volumes:
          used:
          unused:
          given: {name: own-name}
          outside: {external: true}
        """);

    LoadedProject loaded = load();

    assertThat(loaded.resolved().volumes()).containsExactly("given", "outside", "used");
    assertThat(loaded.project().volumes().values())
        .extracting(volume -> volume.name() + " " + volume.external())
        .containsExactly("app_used false", "own-name false", "outside true");
  }

  @Test
  void theProjectDirectoryMayBeChosen() {
    sources.with("/srv/app/deploy/compose.yaml", "services: {web: {image: x, env_file: a.env}}");
    sources.with("/srv/base/a.env", "A=1");
    files.add("deploy/compose.yaml");
    projectDirectory = Optional.of("../base");

    Project project = load().project();

    assertThat(project.directory()).isEqualTo("/srv/base");
    assertThat(project.name()).hasToString("base");
    assertThat(web(project).process().environment().values()).containsEntry("A", "1");
  }

  private LoadedProject load() {
    return new ComposeLoader(sources)
        .load(
            new LoadRequest(
                "/srv/app",
                environment,
                files,
                projectName,
                projectDirectory,
                List.of(),
                profiles,
                services));
  }

  private static Service web(Project project) {
    return Optional.ofNullable(project.services().get(new ServiceName("web"))).orElseThrow();
  }
}
