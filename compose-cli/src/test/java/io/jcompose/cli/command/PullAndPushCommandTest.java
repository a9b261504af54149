package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.value.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pull}, {@code push}, {@code image pull} and {@code image push}. */
@Timeout(60)
class PullAndPushCommandTest {
  private static final String OWN_ID = "sha256:" + "a".repeat(64);
  private static final String SHOP =
      """
      name: shop
      services:
        web: {image: "web:1", command: serve, depends_on: [db]}
        db: {image: "db:latest", command: serve, pull_policy: missing}
        own: {build: ., image: "own:1"}
        nameless: {build: .}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void begin() {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
    jcompose.runtime().offer("web:1").offer("db:latest").offer("other:1");
  }

  @AfterEach
  void end() {
    jcompose.close();
  }

  private List<String> done(String action) {
    return jcompose.runtime().journal().stream()
        .filter(entry -> entry.startsWith(action + " image "))
        .map(entry -> entry.substring(action.length() + " image ".length()))
        .sorted()
        .toList();
  }

  @Test
  void theImagesOfAllServicesAreFetchedExceptThoseThatAreBuilt() {
    Result result = jcompose.run("pull");

    assertThat(result.code()).isZero();
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .contains(" Image web:1  Pulling\n")
        .contains(" Image web:1  Pulled\n");
    assertThat(done("pull")).containsExactly("db:latest", "web:1");
  }

  @Test
  void onlyChosenServicesAreFetchedForAndWithThemWhatTheyDependOnIfThatIsWanted() {
    assertThat(jcompose.run("pull", "web").code()).isZero();
    assertThat(done("pull")).containsExactly("web:1");

    assertThat(jcompose.run("pull", "--include-deps", "web").code()).isZero();
    assertThat(done("pull")).containsExactly("db:latest", "web:1", "web:1");
  }

  @Test
  void whatIsHereIsAskedForAgainUnlessOnlyWhatIsMissingIsWanted() {
    jcompose.run("pull", "web");
    jcompose.run("pull", "web");
    assertThat(done("pull")).containsExactly("web:1", "web:1");

    jcompose.run("pull", "--policy", "missing", "web");
    assertThat(done("pull")).containsExactly("web:1", "web:1");
  }

  @Test
  void theLatestIsAskedForAgainThoughItIsHere() {
    jcompose.run("pull", "db");
    jcompose.run("pull", "db");
    jcompose.run("pull", "--policy", "missing", "db");

    assertThat(done("pull")).containsExactly("db:latest", "db:latest", "db:latest");
  }

  @Test
  void theFilesMayForbidItAndTheCommandLineMayOverruleThem() {
    jcompose.file("name: shop\nservices: {web: {image: \"web:1\", pull_policy: never}}\n");

    assertThat(jcompose.run("pull").code()).isZero();
    assertThat(done("pull")).isEmpty();

    assertThat(jcompose.run("pull", "--policy", "always").code()).isZero();
    assertThat(done("pull")).containsExactly("web:1");
  }

  @Test
  void whatCannotBeFetchedFailsAfterTheOthersAreFetched() {
    jcompose.file(SHOP.replace("db:latest", "none:1"));

    Result result = jcompose.run("pull");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("service 'db': the registry has no image 'none:1'");
    assertThat(jcompose.runtime().images().find(new ImageReference("web:1"))).isPresent();
  }

  @Test
  void failuresAreWarningsWhereTheyAreToBeIgnored() {
    jcompose.file(SHOP.replace("db:latest", "none:1"));

    Result result = jcompose.run("pull", "--ignore-pull-failures");

    assertThat(result.code()).isZero();
    assertThat(result.error())
        .contains("warning: service 'db': the registry has no image 'none:1'");
  }

  @Test
  void nothingIsShownWhereThatIsWanted() {
    assertThat(jcompose.run("pull", "-q")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void senselessWordsAreUsageErrors() {
    Result unknown = jcompose.run("pull", "wep");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.error()).contains("no such service: 'wep'").contains("web");
    assertThat(jcompose.run("push", "wep").code()).isEqualTo(2);
    assertThat(jcompose.run("pull", "--policy", "never").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "pull").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "pull", "?").code()).isEqualTo(2);
    assertThat(jcompose.run("image", "push").code()).isEqualTo(2);
    assertThat(done("pull")).isEmpty();
  }

  @Test
  void onlyWhatIsBuiltAndHasANameIsSent() {
    jcompose.runtime().image("own:1", OWN_ID, ImageConfig.EMPTY);

    Result result = jcompose.run("push");

    assertThat(result)
        .isEqualTo(
            new Result(
                0, "own:1@" + OWN_ID + "\n", " Image own:1  Pushing\n Image own:1  Pushed\n"));
    assertThat(jcompose.run("push", "web")).isEqualTo(new Result(0, "", ""));
    assertThat(done("push")).containsExactly("own:1");
  }

  @Test
  void whatIsNotHereCannotBeSent() {
    Result result = jcompose.run("push");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains(" Image own:1  Failed\n")
        .contains("there is no image 'own:1'");
    Result ignored = jcompose.run("push", "-q", "--ignore-push-failures");
    assertThat(ignored.code()).isZero();
    assertThat(ignored.error()).isEqualTo("warning: there is no image 'own:1'\n");
  }

  @Test
  void imagesAreFetchedByTheirNames() {
    Result result = jcompose.run("image", "pull", "--platform", "linux/arm64", "web:1", "other:1");

    assertThat(result.code()).isZero();
    assertThat(done("pull")).containsExactly("other:1 for linux/arm64", "web:1 for linux/arm64");
    assertThat(jcompose.run("image", "pull", "-q", "web:1")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void anArchiveMayStandForAName() {
    String seen = "oci-archive:" + directory.resolve("app.tar") + ":app:1";
    jcompose.runtime().offer(seen);

    Result result = jcompose.run("image", "pull", "oci-archive:./app.tar:app:1");

    assertThat(result.code()).isZero();
    assertThat(done("pull")).containsExactly(seen);
    assertThat(jcompose.run("image", "pull", "docker://web:1").code()).isZero();
    assertThat(done("pull")).containsExactly(seen, "web:1");
    assertThat(jcompose.run("image", "ls", "--format", "{{.Repository}} {{.Tag}}").output())
        .contains(seen + " <none>\n", "web 1\n");
  }

  @Test
  void allNamesThatNoRegistryHasAreTold() {
    Result result = jcompose.run("image", "pull", "none:1", "web:1", "none:2");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains("the registry has no image 'none:1'\n")
        .contains("the registry has no image 'none:2'");
    assertThat(done("pull")).containsExactly("none:1", "none:2", "web:1");
  }

  @Test
  void imagesAreSentByTheirNames() {
    jcompose.runtime().image("own:1", OWN_ID, ImageConfig.EMPTY);

    assertThat(jcompose.run("image", "push", "-q", "own:1"))
        .isEqualTo(new Result(0, "own:1@" + OWN_ID + "\n", ""));
    assertThat(jcompose.run("image", "push", "none:1").code()).isEqualTo(1);
  }

  @Test
  void whatMeansNothingInTheFilesAboutRegistriesIsToldOnce() throws IOException {
    Path file = directory.resolve("registries.conf");
    Files.writeString(file, "unqualified-search-registry = [\"a.example\"]\n");
    jcompose.variable("CONTAINERS_REGISTRIES_CONF", file.toString());
    jcompose.runtime().image("own:1", OWN_ID, ImageConfig.EMPTY);

    for (List<String> words :
        List.of(
            List.of("pull", "-q"),
            List.of("push", "-q"),
            List.of("image", "pull", "-q", "web:1", "other:1"),
            List.of("image", "push", "-q", "own:1", "own:1"))) {
      Result result = jcompose.run(words.toArray(String[]::new));
      assertThat(result.code()).isZero();
      assertThat(result.error())
          .startsWith("jcompose: warning: " + file + ":1:")
          .contains("unqualified-search-registry");
      assertThat(result.error().split("warning", -1)).hasSize(2);
    }
  }
}
