package io.jcompose.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.tests.scenario.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"networking-pod", "networking-bridge"})
  void aPictureIsTheDrawingOfThePlanThatItsTextNames(String picture) throws Exception {
    Path docs = HOME.resolve("docs");

    Shell.Result drawn =
        Shell.run(
            docs,
            Map.of("JCOMPOSE_NO_BUILD", "1"),
            List.of(
                HOME.resolve("jcompose").toString(),
                "-f",
                picture + ".yaml",
                "plan",
                "--format",
                "svg"));

    assertThat(drawn.succeeded()).isEqualTo(Files.readString(docs.resolve(picture + ".svg")));
  }
}
