package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.load.FileSelection.ComposeFile;
import io.jcompose.model.value.HostPaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which Compose files are read from {@code /srv/app}, and where their relative paths start; a fact
 * a row, each tried with docker compose.
 */
class FileDiscoveryTableTest {
  private static final String HERE = "/srv/app";

  private final MemorySources files = new MemorySources();
  private final Map<String, String> variables = new HashMap<>();
  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();
  private List<String> named = List.of();
  private Optional<String> projectDirectory = Optional.empty();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compose.yaml                                  | compose.yaml
          compose.yml                                   | compose.yml
          docker-compose.yml                            | docker-compose.yml
          docker-compose.yaml                           | docker-compose.yaml
          compose.yaml compose.override.yml             | compose.yaml compose.override.yml
          compose.yml compose.override.yaml             | compose.yml compose.override.yaml
          compose.yaml docker-compose.override.yml      | compose.yaml docker-compose.override.yml
          docker-compose.yaml docker-compose.override.yaml | docker-compose.yaml docker-compose.override.yaml
          ../compose.yaml                               | /srv/compose.yaml
          /docker-compose.yml                           | /docker-compose.yml
          ../compose.yaml ../compose.override.yml       | /srv/compose.yaml /srv/compose.override.yml
          ../compose.yaml compose.override.yml          | /srv/compose.yaml
          compose.yaml ../compose.override.yml          | compose.yaml
          compose.yaml ../compose.yaml                  | compose.yaml
          compose.yaml/x docker-compose.yml             | docker-compose.yml
          """)
  void theUsualNamesAreLookedForUpwards(String present, String expected) {
    create(present);

    assertThat(shown(select())).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
    assertThat(warnings.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compose.yaml compose.yml docker-compose.yml docker-compose.yaml | compose.yaml
          compose.yml docker-compose.yml                                  | compose.yml
          docker-compose.yml docker-compose.yaml                          | docker-compose.yml
          """)
  void ofSeveralNamesTheFirstIsUsedWithAWarning(String present, String expected) {
    create(present);

    assertThat(shown(select())).isEqualTo(expected);
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            expected
                + ": several files could be meant: "
                + present.replace(" ", ", ")
                + "; this one is used\n    hint: remove the others, or name the files with -f");
  }

  @Test
  void ofSeveralOverridesTheFirstIsUsedWithAWarning() {
    create("../compose.yaml ../docker-compose.override.yml ../compose.override.yaml");

    assertThat(shown(select())).isEqualTo("/srv/compose.yaml /srv/compose.override.yaml");
    assertThat(warnings.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            /srv/compose.override.yaml: several files could be meant: /srv/compose.override.yaml, /srv/docker-compose.override.yml; this one is used
                hint: remove the others, or name the files with -f""");
  }

  @ParameterizedTest(name = "-f {0}, COMPOSE_FILE={1}, separator {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          a.yaml           | -               | -  | a.yaml           | /srv/app
          sub/a.yaml       | -               | -  | sub/a.yaml       | /srv/app/sub
          ../b.yaml a.yaml | -               | -  | ../b.yaml a.yaml | /srv
          /etc/c.yaml      | -               | -  | /etc/c.yaml      | /etc
          ~/c.yaml         | -               | -  | ~/c.yaml         | /home/me
          a.yaml a.yaml    | -               | -  | a.yaml a.yaml    | /srv/app
          <                | -               | -  | <stdin>          | /srv/app
          < sub/a.yaml     | -               | -  | <stdin> sub/a.yaml | /srv/app/sub
          sub/a.yaml <     | -               | -  | sub/a.yaml <stdin> | /srv/app/sub
          -                | sub/a.yaml      | -  | sub/a.yaml       | /srv/app/sub
          -                | a.yaml:b.yaml   | -  | a.yaml b.yaml    | /srv/app
          -                | a.yaml:         | -  | a.yaml           | /srv/app
          -                | a.yaml,b.yaml   | ,  | a.yaml b.yaml    | /srv/app
          -                | a.yaml##b.yaml  | ## | a.yaml b.yaml    | /srv/app
          -                | a.yaml:b.yaml   | '' | a.yaml b.yaml    | /srv/app
          -                | <               | -  | <stdin>          | /srv/app
          -                | ''              | -  | compose.yaml compose.override.yaml | /srv/app
          a.yaml           | b.yaml          | -  | a.yaml           | /srv/app
          compose.yaml     | -               | -  | compose.yaml     | /srv/app
          """)
  void filesThatAreNamedAreTakenAsTheyAre(
      String options, String variable, String separator, String expected, String directory) {
    create("compose.yaml compose.override.yaml");
    named = options == null ? List.of() : List.of(options.replace('<', '-').split(" "));
    Optional.ofNullable(variable)
        .ifPresent(value -> variables.put("COMPOSE_FILE", value.replace('<', '-')));
    Optional.ofNullable(separator).ifPresent(it -> variables.put("COMPOSE_PATH_SEPARATOR", it));

    List<ComposeFile> selected = select();

    assertThat(shown(selected)).isEqualTo(expected);
    assertThat(selection().projectDirectory(selected)).isEqualTo(directory);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "--project-directory {0} -f {1}, {2} there")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          sub     | -      | sub/compose.yaml compose.yaml | sub/compose.yaml | /srv/app/sub
          sub     | -      | compose.yaml                  | compose.yaml     | /srv/app/sub
          sub     | a.yaml | sub/a.yaml                    | a.yaml           | /srv/app/sub
          ../base | a.yaml | a.yaml                        | a.yaml           | /srv/base
          /none   | a.yaml | a.yaml                        | a.yaml           | /none
          """)
  void theProjectDirectoryMayBeChosen(
      String chosen, String option, String present, String expected, String directory) {
    create(present);
    projectDirectory = Optional.of(chosen);
    named = Optional.ofNullable(option).map(List::of).orElse(List.of());

    List<ComposeFile> selected = select();

    assertThat(shown(selected)).isEqualTo(expected);
    assertThat(selection().projectDirectory(selected)).isEqualTo(directory);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compose.override.yaml README.md | name one with -f, or create compose.yaml
          README.md podman-compose.yaml   | name one with -f, as in '-f podman-compose.yaml', or create compose.yaml
          Compose.yaml src/Main.java      | name one with -f, as in '-f Compose.yaml', or create compose.yaml
          docker-compse.yml               | name one with -f, as in '-f docker-compse.yml', or create compose.yaml
          """)
  void withoutAnyFileThereIsNothingToDo(String present, String hint) {
    create(present);

    assertThat(select()).isEmpty();
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            "/srv/app: there is no Compose file here or in a directory above\n    hint: " + hint);
  }

  @Test
  void theStandardInputCanBeReadOnlyOnce() {
    named = List.of("-", "-");

    assertThat(select()).isEmpty();
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            <stdin>: the standard input is named more than once, and can be read only once
                hint: name '-' once""");
  }

  @Test
  void aProjectDirectoryThatIsAFileIsRefused() {
    create("a.yaml");
    projectDirectory = Optional.of("a.yaml");

    selection().projectDirectory(List.of());

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            --project-directory: /srv/app/a.yaml is a file, not a directory
                hint: name the directory that it is in""");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          compse.yaml | there is no file /srv/app/compse.yaml | did you mean 'compose.yaml'?
          prod.yaml   | there is no file /srv/app/prod.yaml   | check the name, or create the file
          x/a.yaml    | there is no file /srv/app/x/a.yaml    | check the name, or create the file
          sub         | /srv/app/sub is a directory, not a file | name a file in it, such as 'b.yaml'
          data        | /srv/app/data is a directory, not a file | name a file in it
          """)
  void aFileThatCannotBeReadIsReportedWithAGuess(String file, String message, String hint) {
    create("compose.yaml sub/b.yaml sub/c.yml sub/a.txt data/x");
    named = List.of(file);

    assertThat(new DocumentReader(sources(), problems).read(select())).isEmpty();
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(file + ": " + message + "\n    hint: " + hint);
  }

  private void create(String names) {
    Pattern.compile(" ")
        .splitAsStream(names)
        .forEach(name -> files.with(paths().resolve(name), "services: {web: {image: x}}"));
  }

  private List<ComposeFile> select() {
    return selection().select(new Variables(variables));
  }

  private FileSelection selection() {
    var request =
        new LoadRequest(
            HERE,
            Map.of(),
            named,
            Optional.empty(),
            projectDirectory,
            List.of(),
            List.of(),
            List.of());
    return new FileSelection(sources(), request, paths(), problems, warnings);
  }

  private Sources sources() {
    return new Sources(files, problems);
  }

  private static HostPaths paths() {
    return new HostPaths(HERE, Optional.of("/home/me"));
  }

  private static String shown(List<ComposeFile> selected) {
    return selected.stream().map(ComposeFile::shown).collect(Collectors.joining(" "));
  }
}
