package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.plan.ImageConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code up}, {@code create}, {@code run} and {@code scale} fetch before they begin. */
@Timeout(60)
class PulledImagesTest {
  private static final String SHOP =
      """
      name: shop
      services:
        web: {image: "web:1", command: serve, depends_on: [db]}
        db: {image: "db:1", command: serve}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void begin() {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
    jcompose.runtime().offer("web:1").offer("db:1");
  }

  @AfterEach
  void end() {
    jcompose.run("down");
    jcompose.close();
  }

  private void isHere(String image) {
    jcompose.runtime().image(image, "sha256:" + image.hashCode(), ImageConfig.EMPTY);
  }

  private List<String> pulls() {
    return jcompose.runtime().journal().stream()
        .filter(entry -> entry.startsWith("pull image "))
        .map(entry -> entry.substring("pull image ".length()))
        .sorted()
        .toList();
  }

  private boolean nothingWasMade() {
    return jcompose.runtime().projects().list().isEmpty();
  }

  private void oneService(String keys) {
    jcompose.file("name: shop\nservices:\n  db: {image: \"db:1\", command: serve, " + keys + "}\n");
  }

  @Test
  void whatIsMissingIsFetchedAndNothingElse() {
    isHere("db:1");

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isZero();
    assertThat(result.error()).contains(" Image web:1  Pulling\n Image web:1  Pulled\n");
    assertThat(pulls()).containsExactly("web:1");
    assertThat(jcompose.run("ps", "--services").output()).isEqualTo("db\nweb\n");
  }

  @Test
  void whatIsThereIsNotFetchedASecondTime() {
    jcompose.run("up", "-d");
    jcompose.run("up", "-d");

    assertThat(pulls()).containsExactly("db:1", "web:1");
  }

  @ParameterizedTest
  @CsvSource({
    "missing, false",
    "if_not_present, false",
    "never, false",
    "always, true",
    "refresh, true",
    "daily, true",
  })
  void anImageThatWasNeverFetchedIsWhenThePolicySaysSo(String policy, boolean fetched) {
    oneService("pull_policy: " + policy);
    isHere("db:1");

    assertThat(jcompose.run("create").code()).isZero();

    assertThat(pulls()).hasSize(fetched ? 1 : 0);
  }

  @Test
  void anImageThatWasFetchedTodayIsNotFetchedDaily() {
    oneService("pull_policy: daily");

    jcompose.run("create");
    jcompose.run("create");

    assertThat(pulls()).containsExactly("db:1");
  }

  @Test
  void anImageThatIsNeverFetchedAndNotHereIsAFailure() {
    oneService("pull_policy: never");

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("db:1");
    assertThat(pulls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"always, 1", "missing, 0", "never, 0"})
  void thePolicyOfTheCommandLineIsTheStronger(String policy, int fetches) {
    oneService("pull_policy: " + (policy.equals("always") ? "never" : "always"));
    isHere("db:1");

    assertThat(jcompose.run("create", "--pull", policy).code()).isZero();

    assertThat(pulls()).hasSize(fetches);
  }

  @Test
  void buildingIsNotAmongThePoliciesYet() {
    Result result = jcompose.run("up", "-d", "--pull", "build");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("jcompose does not build images yet");
    assertThat(jcompose.run("up", "--pull", "sometimes").code()).isEqualTo(2);
    assertThat(pulls()).isEmpty();
  }

  @Test
  void theWishedPlatformIsAskedFor() {
    oneService("platform: linux/arm64");

    jcompose.run("create");

    assertThat(pulls()).containsExactly("db:1 for linux/arm64");
  }

  @Test
  void nothingIsShownOfItWhereThatIsWanted() {
    Result result = jcompose.run("create", "--quiet-pull");

    assertThat(result.code()).isZero();
    assertThat(result.error()).doesNotContain("Pull").contains("shop-db-1");
    assertThat(pulls()).hasSize(2);
  }

  @Test
  void aRehearsalFetchesNothing() {
    isHere("web:1");
    isHere("db:1");

    assertThat(jcompose.run("--dry-run", "up", "-d", "--pull", "always").code()).isZero();
    assertThat(jcompose.run("up", "-d", "--dry-run", "--pull", "always").code()).isZero();

    assertThat(pulls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"up -d", "create", "run web", "scale web=1"})
  void whatARehearsalWouldFetchIsToldAndThePlanGoesOn(String command) {
    Result result = jcompose.run(("--dry-run " + command).split(" "));

    assertThat(result.error()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.output())
        .startsWith(
            """
            pull image web:1 -- it is not on this host
            pull image db:1 -- it is not on this host
            """)
        .contains("#1 []")
        .contains("create container shop-db-1");
    assertThat(pulls()).isEmpty();
    assertThat(nothingWasMade()).isTrue();
  }

  @Test
  void aRehearsalSaysWhyItWouldFetchWhatIsHere() {
    isHere("db:1");
    oneService("pull_policy: weekly, platform: linux/arm64");
    assertThat(jcompose.run("create", "--dry-run").output())
        .startsWith(
            "pull image db:1 for linux/arm64 -- its policy is to pull it now and then, and it never"
                + " was\n#1");
    assertThat(jcompose.run("create", "--dry-run", "--pull", "always").output())
        .startsWith("pull image db:1 for linux/arm64 -- its policy is to pull it each time\n#1");
    assertThat(jcompose.run("create", "--dry-run", "--pull", "missing").output()).startsWith("#1");
  }

  @Test
  void aRehearsalNeedNotKnowWhatAnImageRuns() {
    jcompose.file("name: shop\nservices:\n  db: {image: \"db:1\"}\n");

    assertThat(jcompose.run("up", "--dry-run").output()).contains("start container shop-db-1");
  }

  @Test
  void aContainerOfAnotherImageWouldBeMadeAnewOfTheOneThatIsFetched() {
    oneService("");
    jcompose.run("create");
    jcompose.file("name: shop\nservices:\n  db: {image: \"db:2\", command: serve}\n");

    assertThat(jcompose.run("create", "--dry-run").output())
        .contains("pull image db:2 -- it is not on this host")
        .contains("recreate container shop-db-1 -- image changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up -d --dry-run --pull never", "--dry-run create --pull never"})
  void whatIsNeverFetchedAndIsNotHereIsAFailureOfTheRehearsalToo(String command) {
    Result result = jcompose.run(command.split(" "));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains("image 'db:1' is not on this host")
        .contains("fetch it with 'jcompose pull'");
    assertThat(pulls()).isEmpty();
  }

  @Test
  void whatIsNotMadeIsNotFetched() {
    assertThat(jcompose.run("create", "db").code()).isZero();
    assertThat(pulls()).containsExactly("db:1");
  }

  @Test
  void dependenciesAreFetchedForUnlessTheyAreLeftAlone() {
    assertThat(jcompose.run("up", "-d", "--no-deps", "--no-start", "web").code()).isZero();
    assertThat(pulls()).containsExactly("web:1");

    assertThat(jcompose.run("up", "-d", "web").code()).isZero();
    assertThat(pulls()).containsExactly("db:1", "web:1");
  }

  @Test
  void aCommandRunOnceAndMoreReplicasFetchWhatTheyNeed() {
    assertThat(jcompose.run("run", "--no-deps", "--rm", "-d", "--pull", "always", "web").code())
        .isZero();
    assertThat(pulls()).containsExactly("web:1");

    assertThat(jcompose.run("scale", "web=2").code()).isZero();
    assertThat(pulls()).containsExactly("db:1", "web:1");
  }

  @Test
  void anImageThatNobodyHasIsAFailureBeforeAnythingIsMade() {
    jcompose.file(SHOP.replace("db:1", "none:1"));

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains(" Image none:1  Failed\n")
        .contains("service 'db': the registry has no image 'none:1'")
        .contains("correct its name");
    assertThat(result.error().split("correct its name", -1)).hasSize(2);
    assertThat(nothingWasMade()).isTrue();
  }

  @Test
  void allThatCannotBeFetchedIsToldAtOnceEachWithItsServices() {
    jcompose.file(
        """
        name: shop
        services:
          web: {image: "none:1", command: serve}
          api: {image: "none:1", command: serve}
          db: {image: "none:2", command: serve}
        """);

    Result result = jcompose.run("up", "-d");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error())
        .contains("services 'api', 'web': the registry has no image 'none:1'")
        .contains("service 'db': the registry has no image 'none:2'");
    assertThat(nothingWasMade()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "?"})
  void anUnknownServiceIsTheUsersMistakeBeforeAnythingIsFetched(String service) {
    Result result = jcompose.run("up", "-d", "web", service);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.error()).contains("no such service: '" + service + "'");
    assertThat(pulls()).isEmpty();
  }
}
