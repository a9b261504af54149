package io.jcompose.tests.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the cases, not the product: a key that no case has is a key that nothing compares. */
class EveryKeyHasACaseTest {

  @Test
  void everyKeyOfTheComposeFileOccursInACaseWithAnExpectedTree() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (Path file : composeFiles()) {
      new YamlReader(file.toString(), new Problems())
          .read(Files.readAllBytes(file))
          .forEach(document -> collect(document, "", paths));
    }

    List<String> missing =
        Files.readAllLines(Cases.ROOT.resolve("keys.txt")).stream()
            .filter(key -> paths.stream().noneMatch(pattern(key).asMatchPredicate()))
            .toList();

    assertThat(missing).isEmpty();
  }

  private static Set<Path> composeFiles() throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path directory : Cases.golden()) {
      try (Stream<Path> found = Files.walk(directory)) {
        files.addAll(
            found.filter(file -> file.toString().matches(".*\\.(yaml|yml)|.*/stdin")).toList());
      }
    }
    return files;
  }

  private static void collect(Node node, String path, Set<String> paths) {
    if (node instanceof MapNode map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                String deeper = path.isEmpty() ? key : path + "." + key;
                paths.add(deeper);
                collect(entry.value(), deeper, paths);
              });
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> collect(item, path + "[]", paths));
    }
  }

  /** A {@code *} of keys.txt stands for any name, but for none with a dot in it. */
  private static Pattern pattern(String key) {
    return Pattern.compile(
        Stream.of(key.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^.]*")));
  }
}
