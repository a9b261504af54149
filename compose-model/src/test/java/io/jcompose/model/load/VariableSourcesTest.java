package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.HostPaths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where a project's variables come from; a fact a row, each tried with docker compose. The working
 * directory is {@code /srv/app}.
 */
class VariableSourcesTest {
  private final MemorySources files = new MemorySources();
  private final Problems problems = new Problems();
  private final Problems warnings = new Problems();

  @ParameterizedTest(name = "shell {0}, --env-file {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                        | -    | A=dot
          A=shell                  | -    | A=shell
          A=                       | -    | A=
          -                        | 1    | A=1 B=1
          -                        | 1 2  | A=2 B=1 C=21
          -                        | 2 1  | A=1 B=1 C=22
          A=shell                  | 1 2  | A=shell B=1 C=2shell
          COMPOSE_ENV_FILES=1,2    | -    | A=2 B=1 C=21
          COMPOSE_ENV_FILES=1,,2,  | -    | A=2 B=1 C=21
          COMPOSE_ENV_FILES=1      | 2    | A=2 C=22
          COMPOSE_ENV_FILES=       | -    | A=dot
          COMPOSE_DISABLE_ENV_FILE=true | - | -
          COMPOSE_DISABLE_ENV_FILE=1 | -  | -
          COMPOSE_DISABLE_ENV_FILE=false | - | A=dot
          COMPOSE_DISABLE_ENV_FILE=0 | -  | A=dot
          COMPOSE_DISABLE_ENV_FILE= | -   | A=dot
          COMPOSE_DISABLE_ENV_FILE=true | 1 | A=1 B=1
          """)
  void theShellWinsAndTheLaterOfFilesThatAreNamed(String shell, String options, String expected) {
    files
        .with("/srv/app/.env", "A=dot")
        .with("/srv/app/1", "A=1\nB=1")
        .with("/srv/app/2", "A=2\nC=2$A");

    Variables found = ofProject(assignments(shell), list(options), "/srv/app");

    assertThat(shownWithoutCompose(found)).isEqualTo(expected == null ? "" : expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "-f {0}, --project-directory {1}, project in {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -              | -      | /srv/app   | A=app B=app
          ../o/c.yaml    | -      | /srv/o     | A=o
          -              | ../o   | /srv/o     | A=o
          c.yaml         | ../o   | /srv/o     | A=o
          -              | -      | /srv       | A=app B=app C=srv
          -              | -      | /srv/o     | A=app B=app
          -              | -      | /none      | A=app B=app
          """)
  void theDefaultFileIsReadWhereTheSearchStartsAndInTheProjectDirectory(
      String option, String chosen, String directory, String expected) {
    files
        .with("/srv/app/.env", "A=app\nB=app")
        .with("/srv/.env", "A=srv\nC=srv")
        .with("/srv/o/.env", "A=o");

    Variables found =
        new VariableSources(
                sources(),
                request(Map.of(), list(option), Optional.ofNullable(chosen), List.of()),
                paths(),
                problems,
                warnings)
            .ofProject(directory);

    assertThat(shownWithoutCompose(found)).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void theDefaultFileDecidesWhichComposeFilesAreMeant() {
    files.with("/srv/app/.env", "COMPOSE_FILE=x.yaml\nA='open");

    Variables found = variableSources(Map.of(), List.of()).beforeFiles();

    assertThat(found.get("COMPOSE_FILE")).contains("x.yaml");
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void theDefaultFileCannotTurnItselfOffOrNameOthers() {
    files.with("/srv/app/.env", "COMPOSE_DISABLE_ENV_FILE=true\nCOMPOSE_ENV_FILES=x\nA=dot");

    assertThat(ofProject(Map.of(), List.of(), "/srv/app").get("A")).contains("dot");
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void aDirectoryCalledLikeTheDefaultFileIsNoFile() {
    files.with("/srv/app/.env/x", "");

    assertThat(ofProject(Map.of(), List.of(), "/srv/app").values()).isEmpty();
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void allVariablesAreListedByName() {
    files.with("/srv/app/.env", "B=2\nA='1\n2'");

    assertThat(ofProject(Map.of("C", "", "AA", "x"), List.of(), "/srv/app").assignments())
        .containsExactly("A=1\n2", "AA=x", "B=2", "C=");
  }

  @ParameterizedTest(name = "--env-file {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pord.env | pord.env: there is no file /srv/app/pord.env⏎    hint: did you mean 'prod.env'?
          none     | none: there is no file /srv/app/none⏎    hint: check the name, or create the file
          d        | d: /srv/app/d is a directory, not a file⏎    hint: name a file in it
          open     | open:2:3: the quote that opens the value of B is not closed⏎    hint: close it
          """)
  void aFileThatIsNamedMustBeThereAndRight(String option, String expected) {
    files
        .with("/srv/app/prod.env", "")
        .with("/srv/app/d/x", "")
        .with("/srv/app/open", "A=1\nB=\"2");

    ofProject(Map.of(), List.of(option), "/srv/app");

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(expected.replace('⏎', '\n'));
  }

  @ParameterizedTest
  @CsvSource({"/srv/app/.env,.env", "/srv/.env,/srv/.env"})
  void theDefaultFileMustBeRight(String file, String shown) {
    files.with(file, "A B=1");

    ofProject(Map.of(), List.of(), "/srv");

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            shown
                + ":1:1: this line does not start with a variable's name\n"
                + "    hint: write NAME=value, the name without spaces and quotes");
  }

  @Test
  void whetherTheDefaultFileIsReadMustBeTrueOrFalse() {
    ofProject(Map.of("COMPOSE_DISABLE_ENV_FILE", "yes"), List.of(), "/srv/app");

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            COMPOSE_DISABLE_ENV_FILE: 'yes' is neither true nor false
                hint: set it to true or false""");
  }

  private Variables ofProject(Map<String, String> shell, List<String> envFiles, String directory) {
    return variableSources(shell, envFiles).ofProject(directory);
  }

  private VariableSources variableSources(Map<String, String> shell, List<String> envFiles) {
    return new VariableSources(
        sources(),
        request(shell, List.of(), Optional.empty(), envFiles),
        paths(),
        problems,
        warnings);
  }

  private static LoadRequest request(
      Map<String, String> shell,
      List<String> composeFiles,
      Optional<String> projectDirectory,
      List<String> envFiles) {
    return new LoadRequest(
        "/srv/app",
        shell,
        composeFiles,
        Optional.empty(),
        projectDirectory,
        envFiles,
        List.of(),
        List.of());
  }

  private Sources sources() {
    return new Sources(files, problems);
  }

  private static HostPaths paths() {
    return new HostPaths("/srv/app", Optional.empty());
  }

  private static List<String> list(String cell) {
    return cell == null ? List.of() : List.of(cell.split(" "));
  }

  private static Map<String, String> assignments(String cell) {
    return list(cell).stream()
        .collect(
            Collectors.toMap(
                each -> each.substring(0, each.indexOf('=')),
                each -> each.substring(each.indexOf('=') + 1)));
  }

  private static String shownWithoutCompose(Variables variables) {
    return variables.assignments().stream()
        .filter(each -> !each.startsWith("COMPOSE_"))
        .collect(Collectors.joining(" "));
  }
}
