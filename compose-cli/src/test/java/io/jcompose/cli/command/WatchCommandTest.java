package io.jcompose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.cli.command.CommandLineUnderTest.Result;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.SmallTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchCommandTest {
  private static final String SHOP =
      """
      name: shop
      services:
        db:
          image: rootfs:/
          command: serve
        web:
          image: rootfs:/
          command: serve
          scale: 2
          develop:
            watch:
              - {path: src, action: sync, target: /tmp/app, initial_sync: true, ignore: [gen/]}
              - {path: conf, action: sync+restart, target: /tmp/conf}
              - path: hot
                action: sync+exec
                target: /tmp/hot
                exec: {command: reload --now, user: dev, environment: [MODE=hot]}
      """;

  @TempDir private Path directory;
  private CommandLineUnderTest jcompose;

  @BeforeEach
  void open() throws IOException {
    jcompose = new CommandLineUnderTest(directory).file(SHOP);
    write("src/old", "old");
    Files.createDirectories(directory.resolve("conf"));
    Files.createDirectories(directory.resolve("hot"));
  }

  @AfterEach
  void close() {
    jcompose.run("down", "-t", "0");
    jcompose.close();
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** A command that goes on until it is interrupted. */
  private final class Running {
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final Thread thread;

    Running(String... words) {
      thread = new Thread(() -> result.complete(jcompose.run(words)));
      thread.start();
    }

    Result interrupted() {
      thread.interrupt();
      return result.join();
    }
  }

  /** Starts a command, and waits until it watches: what is there at first is copied after that. */
  private Running watching(String... words) {
    Running running = new Running(words);
    awaitContent("shop-web-2", "/tmp/app/old", "old");
    return running;
  }

  private Optional<String> content(String container, String path) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try {
      jcompose
          .runtime()
          .files()
          .copyOut(new ContainerName(container), path, true, "file", tar, warning -> {});
      return SmallTar.read(new ByteArrayInputStream(tar.toByteArray()))
          .getOrDefault("file", Optional.empty());
    } catch (RuntimeFailure e) {
      return Optional.empty(); // not there
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitContent(String container, String path, String text) {
    await().until(() -> content(container, path).filter(text::equals).isPresent());
  }

  @Test
  void changedFilesAreCopiedIntoAllReplicasAndDeletedOnesGo() throws IOException {
    Running watch = watching("watch");

    write("src/a/new", "new");
    write("src/gen/made", "by a program");
    Files.delete(directory.resolve("src/old"));
    awaitContent("shop-web-1", "/tmp/app/a/new", "new");
    awaitContent("shop-web-2", "/tmp/app/a/new", "new");
    await().until(() -> content("shop-web-2", "/tmp/app/old").isEmpty());
    Result result = watch.interrupted();

    assertThat(content("shop-web-1", "/tmp/app/old")).isEmpty();
    assertThat(content("shop-web-1", "/tmp/app/gen/made")).isEmpty();
    assertThat(result.code()).as(result.error()).isEqualTo(130);
    assertThat(result.error())
        .containsSubsequence(
            "Syncing service \"web\" at first",
            "Watch enabled",
            "Syncing service \"web\" after 3 changes were detected",
            "Watch disabled");
    assertThat(jcompose.run("ps", "-q").output().lines()).hasSize(3);
  }

  @Test
  void manyChangesOfASyncAndRestartRuleLeadToOneRestart() throws IOException {
    Running watch = watching("watch");

    write("conf/a", "one");
    write("conf/b", "two");
    awaitContent("shop-web-1", "/tmp/conf/b", "two");
    await().until(() -> starts("shop-web-1") + starts("shop-web-2") >= 4);
    write("src/last", "last");
    awaitContent("shop-web-1", "/tmp/app/last", "last");
    Result result = watch.interrupted();

    assertThat(starts("shop-web-1")).isEqualTo(2);
    assertThat(starts("shop-web-2")).isEqualTo(2);
    assertThat(starts("shop-db-1")).isEqualTo(1);
    assertThat(result.error()).containsOnlyOnce("service(s) [\"web\"] restarted");
  }

  private int starts(String container) {
    return Collections.frequency(jcompose.runtime().journal(), "start " + container);
  }

  @Test
  void aProgramIsRunInEachReplicaAfterItsFilesAreThere() throws IOException {
    jcompose
        .runtime()
        .program(
            List.of("reload", "--now"),
            process -> {
              process.println("reloads " + process.environment().get("MODE"));
              process.exit(3);
            });
    Running watch = watching("watch");

    write("hot/a", "one");
    awaitContent("shop-web-2", "/tmp/hot/a", "one");
    write("src/last", "last");
    awaitContent("shop-web-2", "/tmp/app/last", "last");
    Result result = watch.interrupted();

    assertThat(result.output()).isEqualTo("reloads hot\nreloads hot\n");
    assertThat(result.error())
        .contains(
            "'reload --now' ended with code 3 in shop-web-1",
            "'reload --now' ended with code 3 in shop-web-2");
  }

  @Test
  void containersThatComeMeanwhileGetLaterChanges() throws IOException {
    Running watch = watching("watch");

    jcompose.run("up", "-d", "--force-recreate", "--scale", "web=3");
    write("src/late", "late");

    awaitContent("shop-web-1", "/tmp/app/late", "late");
    awaitContent("shop-web-3", "/tmp/app/late", "late");
    watch.interrupted();
  }

  @Test
  void aRunningProjectIsWatchedAsItIs() throws IOException {
    jcompose.run("up", "-d", "--scale", "web=3");

    Running watch = watching("watch", "--no-up", "--quiet", "--prune=false", "web");
    write("src/new", "new");
    awaitContent("shop-web-3", "/tmp/app/new", "new");

    assertThat(watch.interrupted().code()).isEqualTo(130);
  }

  @Test
  void whatIsNotPartOfABuildIsNotCopiedAndAtFirstNoDockerfileIs() throws IOException {
    jcompose.run("up", "-d");
    jcompose.file(SHOP.replace("scale: 2\n", "scale: 2\n    build: .\n"));
    write(".dockerignore", "# not for images\n/src/secret*\n!src/secret-not\n");
    write("src/secret", "");
    write("src/secret-not", "told");
    write("src/Dockerfile", "FROM rootfs");

    Running watch = watching("watch", "--no-up");
    write("src/secret2", "");
    write("src/new", "new");
    awaitContent("shop-web-2", "/tmp/app/new", "new");
    watch.interrupted();

    assertThat(content("shop-web-2", "/tmp/app/secret-not")).contains("told");
    assertThat(content("shop-web-2", "/tmp/app/secret")).isEmpty();
    assertThat(content("shop-web-2", "/tmp/app/secret2")).isEmpty();
    assertThat(content("shop-web-2", "/tmp/app/Dockerfile")).isEmpty();
  }

  @Test
  void aFileTakesTheTargetsPlaceOrGoesIntoIt() throws IOException {
    write("one", "first");
    write("two", "second");
    jcompose.file(
        SHOP
            + """
                    - {path: one, action: sync, target: /tmp/1}
                    - {path: two, action: sync, target: /tmp/, initial_sync: true}
            """);
    Running watch = watching("watch");

    write("one", "changed");

    awaitContent("shop-web-1", "/tmp/1", "changed");
    watch.interrupted();
    assertThat(content("shop-web-1", "/tmp/two")).contains("second");
  }

  @Test
  void whatCannotBeCopiedIsToldAndTheWatchGoesOn() throws IOException {
    jcompose.run("up", "-d");
    write("other/a/in-the-way", "");
    jcompose.run("cp", "other", "web:/tmp/conf");
    Running watch = watching("watch");

    write("conf/a", "cannot");
    write("src/new", "new");
    awaitContent("shop-web-2", "/tmp/app/new", "new");
    write("src/later", "later");
    awaitContent("shop-web-2", "/tmp/app/later", "later");

    assertThat(watch.interrupted().error()).contains("jcompose: cannot overwrite");
  }

  @Test
  void aProjectThatIsNotHereIsNotWatchedWithoutUp() {
    Result result = jcompose.run("watch", "--no-up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("project 'shop' has no containers on this host");
  }

  @Test
  void upInTheForegroundWatchesToo() throws IOException {
    Running up = watching("up", "--watch");

    write("conf/a", "one");
    awaitContent("shop-web-1", "/tmp/conf/a", "one");
    await().until(() -> starts("shop-web-1") + starts("shop-web-2") >= 4);
    write("src/new", "new");
    awaitContent("shop-web-1", "/tmp/app/new", "new");
    jcompose.run("stop", "-t", "0");
    Result result = up.result.join();

    assertThat(result.code()).as(result.error()).isZero();
    assertThat(result.error()).contains("Watch enabled", "Watch disabled");
  }

  @Test
  void onlyServicesThatAreNamedAndTheirDependenciesAreWatched() {
    assertThat(jcompose.run("watch", "db").code()).isEqualTo(1);
    assertThat(jcompose.run("up", "--watch", "db").error())
        .contains(
            "none of the selected services is configured for watch",
            "write 'develop: {watch: [{path: ./src, action: sync, target: /app}]}' in a service");
    assertThat(jcompose.runtime().journal()).isEmpty();
    jcompose.file(
        SHOP.replace("command: serve\n  web:", "command: serve\n    depends_on: [web]\n  web:"));

    assertThat(watching("watch", "db").interrupted().code()).isEqualTo(130);
  }

  @Test
  void anUnknownServiceIsWrongUsage() {
    for (String flag : List.of("--no-up", "--quiet")) {
      Result result = jcompose.run("watch", flag, "wbe");

      assertThat(result.code()).isEqualTo(2);
      assertThat(result.error()).contains("no such service: 'wbe'", "did you mean 'web'?");
    }
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void aRuleThatIsNotCarriedOutIsToldWithItsPlaceAndTheOthersWork() {
    jcompose.file(SHOP + "        - {path: Dockerfile, action: rebuild}\n");

    Result result = watching("watch").interrupted();

    assertThat(result.error())
        .contains(
            "warning: compose.yaml:18:11: services.web.develop.watch[3]: changes lead to no 'rebuild':"
                + " jcompose builds no images yet");
  }

  @Test
  void withNothingButRebuildThereIsNothingToWatch() {
    jcompose.file(
        """
        services:
          web:
            image: rootfs:/
            develop: {watch: [{path: ., action: rebuild}]}
        """);

    Result result = jcompose.run("watch");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.error()).contains("nothing is left to watch", "builds no images yet");
    assertThat(jcompose.runtime().journal()).isEmpty();
  }

  @Test
  void whatABindMountShowsIsNotCopied() {
    jcompose.file(SHOP.replace("scale: 2\n", "scale: 2\n    volumes: ['./hot:/tmp/hot']\n"));

    assertThat(watching("watch").interrupted().error())
        .contains("/hot' is not watched: a bind mount shows it to the container");
  }

  @Test
  void aRuleThatRunsAProgramMustNameOne() {
    jcompose.file(SHOP.replace("command: reload --now, ", ""));

    Result result = jcompose.run("watch");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.error())
        .contains(
            "services.web.develop.watch[2]: has no 'exec.command', which action 'sync+exec' needs");
    assertThat(jcompose.runtime().journal()).isEmpty();
  }
}
