package io.jcompose.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TreeWatcherTest {
  private static final Duration MOMENT = Duration.ofMillis(20);

  @TempDir private Path scratch;
  private Path tree;
  private final List<TreeWatcher> watchers = new ArrayList<>();
  private Changes seen = Changes.NONE;

  @BeforeEach
  void makeTree() throws IOException {
    scratch = scratch.toRealPath();
    tree = Files.createDirectory(scratch.resolve("tree"));
  }

  @AfterEach
  void close() {
    watchers.forEach(TreeWatcher::close);
  }

  private void watch(Path... paths) {
    watchers.add(TreeWatcher.open(List.of(paths), path -> path.endsWith("unwanted")));
  }

  private TreeWatcher watcher() {
    return watchers.get(0);
  }

  private void write(String file) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "text");
  }

  /** Waits until what has been told since the last call is as expected. */
  private void expect(Predicate<Changes> expected) {
    seen = Changes.NONE;
    expectStill(expected);
  }

  private void expectStill(Predicate<Changes> expected) {
    await()
        .until(
            () -> {
              seen = seen.and(watcher().await(Optional.of(MOMENT)));
              return expected.test(seen);
            });
  }

  private static Predicate<Changes> told(String touched, String removed) {
    return changes ->
        names(changes.touched()).containsAll(split(touched))
            && names(changes.removed()).containsAll(split(removed));
  }

  private static List<String> split(String names) {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  private static List<String> names(NavigableSet<Path> paths) {
    return paths.stream().map(path -> path.getFileName().toString()).collect(Collectors.toList());
  }

  /** Returns once all that happened so far has been told. */
  private void settle() throws IOException {
    write("settled");
    expectStill(told("settled", ""));
    seen = Changes.NONE;
  }

  @Test
  void whatWasThereBeforeIsNoChange() throws IOException {
    write("old");

    watch(tree);
    write("new");

    expect(told("new", ""));
    assertThat(names(seen.touched())).doesNotContain("old");
    assertThat(names(watcher().present().touched())).contains("old", "new");
  }

  @Test
  void filesThatAreMadeWrittenReplacedAndRemovedAreTold() throws IOException {
    write("written");
    write("replaced");
    write("removed");
    write("chmodded");
    watch(tree);

    write("made");
    write("written");
    Files.writeString(scratch.resolve("draft"), "new");
    Files.move(
        scratch.resolve("draft"), tree.resolve("replaced"), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(tree.resolve("removed"));
    assertThat(tree.resolve("chmodded").toFile().setExecutable(true)).isTrue();

    expect(told("made written replaced chmodded", "removed"));
  }

  @Test
  void newDirectoriesAreWatchedWithAllThatIsInThem() throws IOException {
    watch(tree);

    write("a/b/c/deep");
    expect(told("a b c deep", ""));
    write("a/b/c/later");

    expect(told("later", ""));
  }

  @Test
  void aDirectoryThatGoesTakesAllThatWasInItAlong() throws IOException {
    write("a/b/deep");
    watch(tree);

    Files.move(tree.resolve("a"), scratch.resolve("elsewhere"));
    expect(told("", "a b deep"));
    Files.writeString(scratch.resolve("elsewhere/b/deep"), "not ours any more");
    settle();

    assertThat(seen.touched()).isEmpty();
  }

  @Test
  void aDirectoryThatIsRenamedIsWatchedUnderItsNewName() throws IOException {
    write("a/sub/file");
    write("b/other");
    watch(tree);

    Files.move(tree.resolve("a"), tree.resolve("b/moved"));
    expect(told("moved sub file", "a sub file"));
    write("b/moved/sub/later");

    expect(changes -> changes.touched().contains(tree.resolve("b/moved/sub/later")));
  }

  @Test
  void aDirectoryThatIsMadeAnewIsWatchedAgain() throws IOException {
    write("a/file");
    watch(tree);

    Files.delete(tree.resolve("a/file"));
    Files.delete(tree.resolve("a"));
    write("a/second");
    expect(told("a second", "a file"));
    write("a/third");

    expect(told("third", ""));
  }

  @Test
  void changesThatTheKernelLostAreFoundByLookingAgain() throws IOException {
    write("d/removed");
    write("d/sub/file");
    watch(tree);

    Files.delete(tree.resolve("d/removed"));
    // the JDK keeps 512 events of a directory, and inotify(7) some thousand of all
    for (int i = 0; i < 10_000; i++) {
      Files.createFile(tree.resolve("d").resolve("f" + i));
    }

    expect(changes -> changes.touched().size() >= 10_000 && told("", "removed").test(changes));
    assertThat(names(seen.touched())).contains("f0", "f9999");
    write("d/sub/later");
    expect(told("later", ""));
  }

  @Test
  void aFileIsWatchedAloneHoweverItIsReplaced() throws IOException {
    write("file");
    write("other");
    watch(tree.resolve("file"));

    write("other");
    Files.writeString(scratch.resolve("draft"), "new");
    Files.move(scratch.resolve("draft"), tree.resolve("file"), StandardCopyOption.REPLACE_EXISTING);
    expect(told("file", ""));
    assertThat(names(seen.touched())).containsExactly("file");
    Files.delete(tree.resolve("file"));
    expect(told("", "file"));
    write("file");
    expect(told("file", ""));
  }

  @Test
  void aPathThatIsNotThereIsWaitedFor() throws IOException {
    watch(tree.resolve("a/b/c"));

    write("a/b/c/file");

    expect(told("file", ""));
    write("a/b/c/later");
    expect(told("later", ""));
  }

  @Test
  void aWatchedDirectoryThatGoesAndComesBackIsWatchedAgain() throws IOException {
    write("a/b/file");
    watch(tree.resolve("a/b"));

    Files.move(tree.resolve("a/b"), scratch.resolve("aside"));
    expect(told("", "file"));
    assertThat(names(seen.removed())).doesNotContain("b");
    Files.move(scratch.resolve("aside"), tree.resolve("a/b"));
    expect(told("file", ""));
    write("a/b/later");
    expect(told("later", ""));
  }

  @Test
  void theDirectoryAboveAWatchedOneMayGoAndComeBackToo() throws IOException {
    write("a/b/file");
    watch(tree.resolve("a/b"));

    Files.delete(tree.resolve("a/b/file"));
    Files.delete(tree.resolve("a/b"));
    Files.delete(tree.resolve("a"));
    expect(told("", "file"));
    write("a/b/again");

    expect(told("again", ""));
  }

  @Test
  void whatWasNeverThereIsNotToldAsRemoved() throws IOException {
    watch(tree.resolve("a/b/c"), tree.resolve("beside"));

    Files.createDirectories(tree.resolve("a/b"));
    write("beside");
    expect(told("beside", ""));
    Files.delete(tree.resolve("a/b"));
    Files.delete(tree.resolve("a"));
    Files.delete(tree.resolve("beside"));
    expect(told("", "beside"));
    write("a/b/c/file");
    expectStill(told("file", ""));

    assertThat(names(seen.removed())).containsExactly("beside");
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    watch(tree);

    Files.createSymbolicLink(tree.resolve("door"), outside);
    expect(told("door", ""));
    Files.writeString(outside.resolve("secret"), "");
    settle();

    assertThat(names(seen.touched())).doesNotContain("secret");
  }

  @Test
  void whatNobodyWantsIsNotWatched() throws IOException {
    write("unwanted/a");
    watch(tree);

    write("unwanted/b");
    write("wanted");

    expect(told("wanted", ""));
    assertThat(names(seen.touched())).doesNotContain("unwanted", "a", "b");
    assertThat(names(watcher().present().touched())).doesNotContain("unwanted", "a");
  }

  /** Whatever happens in whatever order, whoever does what is told has the same tree in the end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aMirrorOfWhatIsToldIsTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    watch(tree);
    Map<Path, String> mirror = new TreeMap<>();

    for (int i = 0; i < 400; i++) {
      changeSomething(random);
      if (random.nextInt(20) == 0) {
        mirror(mirror, watcher().await(Optional.of(Duration.ZERO)));
      }
    }

    await()
        .untilAsserted(
            () -> {
              mirror(mirror, watcher().await(Optional.of(MOMENT)));
              assertThat(mirror).isEqualTo(content());
            });
  }

  private void changeSomething(Random random) throws IOException {
    List<Path> all = new ArrayList<>(content().keySet());
    all.add(tree);
    Path one = all.get(random.nextInt(all.size()));
    Path other = all.get(random.nextInt(all.size()));
    Path directory = Files.isDirectory(one) ? one : one.resolveSibling("");
    Path next = directory.resolve("n" + random.nextInt(6));
    switch (random.nextInt(6)) {
      case 0 -> {
        if (one.equals(tree)) {
          return;
        }
        for (Path path : all) {
          if (path.startsWith(one) && Files.isRegularFile(path)) {
            Files.delete(path);
          }
        }
        for (int i = all.size() - 1; i >= 0; i--) {
          if (all.get(i).startsWith(one)) {
            Files.deleteIfExists(all.get(i));
          }
        }
      }
      case 1, 2 -> {
        if (!Files.exists(next)) {
          Files.createDirectory(next);
        }
      }
      case 3 -> {
        boolean possible = !other.equals(tree) && !next.startsWith(other) && !Files.exists(next);
        if (possible) {
          Files.move(other, next);
        }
      }
      default -> {
        if (!Files.isDirectory(next)) {
          Files.writeString(next, "text " + random.nextInt());
        }
      }
    }
  }

  /** Returns what is in the tree: the text of files, and of directories that they are some. */
  private Map<Path, String> content() throws IOException {
    Map<Path, String> content = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.filter(path -> !path.equals(tree)).toList()) {
        content.put(path, content(path));
      }
    }
    return content;
  }

  private static String content(Path path) throws IOException {
    return Files.isDirectory(path) ? "directory" : Files.readString(path);
  }

  private static void mirror(Map<Path, String> mirror, Changes changes) throws IOException {
    for (Path path : changes.removed()) {
      mirror.keySet().removeIf(known -> known.startsWith(path));
    }
    for (Path path : changes.and(new Changes(changes.removed(), new TreeSet<>())).touched()) {
      if (Files.exists(path)) {
        mirror.put(path, content(path));
      }
    }
  }

  @Test
  void pathsWithinOneAnotherAreWatchedOnce() throws IOException {
    Files.createDirectories(tree.resolve("a/b"));
    watch(tree.resolve("a/b"), tree, tree.resolve("a"));

    write("a/b/file");

    expect(told("file", ""));
  }
}
