package io.jcompose.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource({"ann/demo, ann/demo", "ann/demo.git, ann/demo", "a-1/My_Repo.v2, a-1/My_Repo.v2"})
  void aPathOfOwnerAndNameIsARepository(String path, String name) {
    assertThat(RepositoryName.parse(path).orElseThrow()).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "ann/",
        "/demo",
        "ann/../etc",
        "../etc",
        "ann/a/b",
        "Ann/demo",
        "ann/.git",
        "ann/x.git.git",
        "ann/x.lock",
        "ann/a b",
        "ann/\u0000"
      })
  void anythingElseIsNone(String path) {
    assertThat(RepositoryName.parse(path)).isEmpty();
  }

  @Test
  void anIllegalNameCannotBeMade() {
    assertThatThrownBy(() -> new RepositoryName(new AccountName("ann"), "../x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AccountName("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'");
  }

  @Test
  void whatIsEscapedStaysText() {
    assertThat(Html.escape("<a href=\"x\" title='y'>&amp;"))
        .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
  }
}
