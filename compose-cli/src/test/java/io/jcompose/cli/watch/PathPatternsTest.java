package io.jcompose.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.js               | a.js                 | true
          a.js               | b/a.js               | false
          a.js               | a.jsx                | false
          a.js               | axjs                 | false
          *.js               | a.js                 | true
          *.js               | b/a.js               | false
          *                  | b/a.js               | true
          **/*.js            | a.js                 | true
          **/*.js            | b/c/a.js             | true
          b/**               | b/c/a.js             | true
          b/**               | b                    | false
          b/**/a.js          | b/a.js               | true
          b/**/a.js          | b/c/d/a.js           | true
          **                 | anything/at/all      | true
          node_modules/      | node_modules         | true
          node_modules/      | node_modules/x/y     | true
          node_modules       | src/node_modules/x   | false
          **/node_modules    | src/node_modules/x   | true
          /out               | out/a                | true
          ./out              | out/a                | true
          a/../out           | out                  | true
          ../out             | out                  | true
          a?c                | abc                  | true
          a?c                | a/c                  | false
          a??c               | abc                  | false
          [a-c].txt          | b.txt                | true
          [a-c].txt          | d.txt                | false
          [^a-c].txt         | d.txt                | true
          [^a-c].txt         | a.txt                | false
          \\*.txt            | *.txt                | true
          \\*.txt            | a.txt                | false
          a+(b)$             | a+(b)$               | true
          .                  | a                    | false
          *,!a.js            | a.js                 | false
          *,!a.js            | b.js                 | true
          !a.js,*            | a.js                 | true
          out,!out/kept      | out/kept/file        | false
          out,!out/kept      | out/other            | true
          *,!src,src/*.tmp   | src/a.tmp            | true
          *,!src,src/*.tmp   | src/a.js             | false
          """)
  void patternsMatchAsInDockerignore(String patterns, String path, boolean matched) {
    assertThat(of(patterns).matches(Path.of(path))).isEqualTo(matched);
  }

  private static PathPatterns of(String patterns) {
    return PathPatterns.of(Arrays.asList(patterns.split(",", -1)));
  }

  @Test
  void noPatternsMatchNothing() {
    assertThat(PathPatterns.of(List.of("", "  ", "/")).matches(Path.of("a"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"out,out,true", "out,out/a,true", "out,src,false", "'out,!out/a',out,false"})
  void aDirectoryCanBePassedOverIfNothingInItIsTakenBack(
      String patterns, String directory, boolean all) {
    assertThat(of(patterns).matchesAllBelow(Path.of(directory))).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "a[", "[b-a]", "a\\"})
  void aPatternThatMakesNoSenseIsToldAsItIsWritten(String pattern) {
    assertThatThrownBy(() -> PathPatterns.of(List.of("fine", pattern)))
        .isInstanceOf(WatchFailure.class)
        .hasMessage("cannot read the pattern '" + pattern + "'");
  }
}
