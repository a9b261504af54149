package io.jcompose.model.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problem;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project's name; a fact a row, each tried with docker compose. */
class ProjectNameTableTest {
  /** Stands in a table for what is not there. */
  private static final String NONE = "-";

  private final Problems problems = new Problems();
  private final Map<String, String> variables = new HashMap<>(Map.of("SET", "value"));

  @ParameterizedTest(name = "-p {0}, COMPOSE_PROJECT_NAME={1}, name: {2}, in {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          opt | env | file  | /srv/app | opt
          -   | env | file  | /srv/app | env
          -   | ''  | file  | /srv/app | file
          -   | -   | file  | /srv/app | file
          -   | -   | -     | /srv/app | app
          -   | -   | ""    | /srv/app | app
          -   | -   | ~     | /srv/app | app
          -   | -   | -     | /srv/--- | work
          -   | -   | -     | /        | work
          opt | Env | "--"  | /        | opt
          """)
  void theFirstSourceCounts(
      String option, String variable, String key, String directory, String expected) {
    given(variable).ifPresent(it -> variables.put("COMPOSE_PROJECT_NAME", it));

    assertThat(select(given(option), directory, file(key))).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "name: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a_b-c           | a_b-c
          My.Own          | myown
          "my app"        | myapp
          _x              | x
          -x              | x
          x_              | x_
          1x              | 1x
          ünï             | n
          "x\\ny"         | xy
          2024-01-01      | 2024-01-01
          "${SET}-x"      | value-x
          "${NONE:-Def}"  | def
          $SET            | value
          """)
  void aNameInAFileIsMadeLegal(String key, String expected) {
    assertThat(select(Optional.empty(), "/srv/app", file(key))).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/srv/My.App,myapp",
    "/srv/_x,x",
    "/srv/a b,ab",
    "/srv/UPPER,upper",
    "/srv/x..y,xy",
    "/srv/1,1"
  })
  void soIsTheNameOfADirectory(String directory, String expected) {
    assertThat(select(Optional.empty(), directory, file(NONE))).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "name: {0}, then name: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a        | b    | b
          a        | -    | a
          a        | ""   | a
          a        | ~    | a
          "${NONE}" | b   | b
          "--"     | b    | b
          """)
  void theLastFileThatHasANameCounts(String first, String second, String expected) {
    assertThat(select(Optional.empty(), "/srv/app", file(first), file(second))).isEqualTo(expected);
    assertThat(problems.found()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          My     | did you mean 'my'?
          my app | did you mean 'myapp'?
          _x     | did you mean 'x'?
          a.b    | did you mean 'ab'?
          ü      | use lower-case letters, digits, '-' and '_', and start with a letter or a digit
          """)
  void aNameGivenOutrightMustBeLegalAsItStands(String name, String hint) {
    select(Optional.of(name), "/srv/app");
    variables.put("COMPOSE_PROJECT_NAME", name);
    select(Optional.empty(), "/srv/app", file("file"));

    String problem =
        ": project name '"
            + name
            + "' may hold lower-case letters, digits, '-' and '_' only, and starts with a letter"
            + " or a digit\n    hint: "
            + hint;
    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly("--project-name" + problem, "COMPOSE_PROJECT_NAME" + problem);
  }

  @ParameterizedTest(name = "name: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "--"                      | --
          "🙂"                      | 🙂
          "${NONE}"                 | ''
          "$COMPOSE_PROJECT_NAME"   | ''
          """)
  void aNameOfWhichNothingIsLeftIsRefused(String key, String shown) {
    select(Optional.empty(), "/srv/app", file("fine"), file(key));

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            "f.yaml:1:7: name: no project name can be made of "
                + "'"
                + shown
                + "'"
                + "\n    hint: use lower-case letters, digits, '-' and '_', and start with a letter"
                + " or a digit");
  }

  @Test
  void soAreDirectoriesOfWhichNothingIsLeft() {
    var request = LoadRequest.in("/srv/___", Map.of());
    new NameSelection(request, Variables.NONE, "/srv/---", problems).select(List.of());

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            """
            /srv/---: no project name can be made of the directory's name
                hint: give one with --project-name or 'name:'""");
  }

  @Test
  void aNameThatCannotBeFilledInIsReportedWithTheRestOfTheFile() {
    select(Optional.empty(), "/srv/app", file("\"${NONE:?m}\""), file("\"${\""));

    assertThat(problems.found()).isEmpty();
  }

  private String select(Optional<String> option, String directory, MapNode... documents) {
    var request =
        new LoadRequest(
            "/srv/work",
            Map.of(),
            List.of(),
            option,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    return new NameSelection(request, new Variables(variables), directory, problems)
        .select(List.of(documents))
        .value();
  }

  private MapNode file(String name) {
    String text = given(name).map(it -> "name: " + it + "\n").orElse("") + "services: {}\n";
    return new YamlReader("f.yaml", problems).read(text.getBytes(StandardCharsets.UTF_8)).get(0);
  }

  private static Optional<String> given(String cell) {
    return Optional.of(cell).filter(text -> !text.equals(NONE));
  }
}
