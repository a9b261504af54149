package io.jcompose.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsolutePathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a//b/, /a/b",
    "/a/./b, /a/b",
    "/a/../b, /b",
    "/../a, /a",
    "/a/.., /",
    "/d\u00e4ta, /d\u00e4ta"
  })
  void aPathIsCleaned(String written, String cleaned) {
    assertThat(new AbsolutePath(written)).hasToString(cleaned);
  }

  @ParameterizedTest
  @CsvSource({"b, /a/b", "./b, /a/b", "../b, /b", "/b, /b", ".., /", "'', /a"})
  void aRelativePathIsBelow(String path, String resolved) {
    assertThat(new AbsolutePath("/a").resolve(path)).hasToString(resolved);
  }

  @Test
  void theRootHasNeitherNameNorParent() {
    assertThat(new AbsolutePath("/").parent()).isEmpty();
    assertThat(new AbsolutePath("/").fileName()).isEmpty();
    assertThat(new AbsolutePath("/a/b").parent()).contains(new AbsolutePath("/a"));
    assertThat(new AbsolutePath("/a/b").fileName()).contains("b");
  }

  @Test
  void aRelativePathIsNoAbsoluteOne() {
    assertThatThrownBy(() -> new AbsolutePath("a")).hasMessage("'a' is not an absolute path");
  }
}
