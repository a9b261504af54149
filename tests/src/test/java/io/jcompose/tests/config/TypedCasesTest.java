package io.jcompose.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.load.LoadedProject;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of whatever {@code config} prints, the typed model can be made, or it says why not. */
class TypedCasesTest {
  /** Areas with values that every engine accepts, so that nothing may be refused. */
  private static final Set<String> ACCEPTED =
      Set.of("build", "deploy", "develop", "forms", "resources", "service", "stacks");

  /** What cases of these areas have that an engine on Linux does not accept. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "forms/durations", "'-1s' is less than nothing",
          "forms/logging", "'empty' is not an option of the log driver 'json-file'",
          "forms/volume-one-letter", "'C:\\data' is a path of Windows",
          "forms/volumes-long", "pipe\\docker_engine' is not an absolute path in the container",
          "forms/volumes-more", "'relative/target' is not an absolute path in the container",
          "service/mount-zeros", "'C:\\Work\\notes' is a path of Windows");

  static Stream<Case> acceptedCases() throws IOException {
    return cases().filter(each -> isAccepted(each) && !REFUSED.containsKey(each.toString()));
  }

  static Stream<Case> refusedCases() throws IOException {
    return cases().filter(each -> REFUSED.containsKey(each.toString()));
  }

  static Stream<Case> otherCases() throws IOException {
    return cases().filter(each -> !isAccepted(each));
  }

  private static Stream<Case> cases() throws IOException {
    return Cases.golden().stream().map(Case::new).filter(found -> !found.needsTheCommand());
  }

  private static boolean isAccepted(Case each) {
    return ACCEPTED.contains(each.toString().replaceFirst("/.*", ""));
  }

  @ParameterizedTest
  @MethodSource("acceptedCases")
  void aProjectIsTypedWithAllItsServices(Case golden) {
    LoadedProject loaded = golden.load();

    assertThat(loaded.project().services().keySet())
        .extracting(Object::toString)
        .containsExactlyInAnyOrderElementsOf(loaded.resolved().services());
  }

  @ParameterizedTest
  @MethodSource("refusedCases")
  void whatNoEngineAcceptsIsSaid(Case golden) {
    LoadedProject loaded = golden.load();

    assertThatThrownBy(loaded::project)
        .isInstanceOf(InvalidComposeFileException.class)
        .hasMessageContaining(REFUSED.get(golden.toString()));
  }

  @ParameterizedTest
  @MethodSource("otherCases")
  void oddProjectsAreTypedOrRefusedAndNothingElse(Case golden) {
    LoadedProject loaded = golden.load();

    assertThat(catchThrowable(loaded::project))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isNull(),
            thrown -> assertThat(thrown).isInstanceOf(InvalidComposeFileException.class));
  }
}
