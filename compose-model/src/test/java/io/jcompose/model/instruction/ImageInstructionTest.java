package io.jcompose.model.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInstructionTest {
  private static final ImageConfig START =
      new ImageConfig(
          Map.of("HOME", "/root"),
          List.of("entry"),
          List.of("serve"),
          Optional.empty(),
          Optional.of("/srv"),
          Set.of(),
          Set.of(),
          Optional.empty(),
          Healthcheck.UNSET,
          Map.of());

  private static ImageDescription described(String... instructions) {
    return ImageInstruction.applyAll(
        START, Stream.of(instructions).map(ImageInstruction::parse).toList());
  }

  private static ImageConfig applied(String... instructions) {
    return described(instructions).config();
  }

  @Test
  void aCommandIsAListOfWordsOrALineForTheShell() {
    assertThat(applied("CMD [\"serve\", \"--all now\"]").command())
        .containsExactly("serve", "--all now");
    assertThat(applied("cmd serve --all").command())
        .containsExactly("/bin/sh", "-c", "serve --all");
    assertThat(applied("CMD [serve]").command()).containsExactly("/bin/sh", "-c", "[serve]");
  }

  @Test
  void anEntrypointDropsTheCommandThatWasMeantForAnother() {
    assertThat(applied("ENTRYPOINT [\"run\"]").command()).isEmpty();
    assertThat(applied("CMD [\"x\"]", "ENTRYPOINT [\"run\"]").command()).containsExactly("x");
    assertThat(applied("ENTRYPOINT run it").entrypoint())
        .containsExactly("/bin/sh", "-c", "run it");
  }

  @Test
  void variablesAndLabelsAreSetInBothForms() {
    assertThat(applied("ENV A=1 B=\"two words\" C=it\\ is", "ENV D four five").environment())
        .containsEntry("HOME", "/root")
        .containsEntry("A", "1")
        .containsEntry("B", "two words")
        .containsEntry("C", "it is")
        .containsEntry("D", "four five");
    assertThat(applied("LABEL a.b=c 'd e'=f").labels())
        .containsEntry("a.b", "c")
        .containsEntry("d e", "f");
  }

  @Test
  void variablesSetBeforeAreFilledInExceptBetweenSingleQuotes() {
    ImageConfig config =
        applied(
            "ENV A=1", "ENV A=2 B=$A C=${A}x D='$A' E=\\$A", "WORKDIR $HOME/$A", "USER ${NOBODY}x");

    assertThat(config.environment())
        .containsEntry("A", "2")
        .containsEntry("B", "1")
        .containsEntry("C", "1x")
        .containsEntry("D", "$A")
        .containsEntry("E", "$A");
    assertThat(config.workingDirectory()).contains("/root/2");
    assertThat(config.user()).contains("x");
  }

  @Test
  void aRelativeWorkingDirectoryCountsFromTheOneBefore() {
    assertThat(applied("WORKDIR data", "WORKDIR more").workingDirectory())
        .contains("/srv/data/more");
    assertThat(applied("WORKDIR /", "WORKDIR more").workingDirectory()).contains("/more");
  }

  @Test
  void portsVolumesAndTheStopSignalAreAdded() {
    ImageConfig config =
        applied("EXPOSE 80 8000-8001/udp", "VOLUME /a /b", "VOLUME [\"/c d\"]", "STOPSIGNAL HUP");

    assertThat(config.exposedPorts())
        .containsExactly(
            new Port(80, Protocol.TCP), new Port(8000, Protocol.UDP), new Port(8001, Protocol.UDP));
    assertThat(config.volumes()).containsExactly("/a", "/b", "/c d");
    assertThat(config.stopSignal()).contains(Signal.HUP);
  }

  @Test
  void aHealthCheckHasOptionsAndACommandOrIsNone() {
    Healthcheck check =
        applied("HEALTHCHECK --interval=5s --retries=2 CMD curl -f localhost").healthcheck();

    assertThat(check.test()).contains(List.of("CMD-SHELL", "curl -f localhost"));
    assertThat(check.interval()).contains(Duration.ofSeconds(5));
    assertThat(check.retries()).contains(2);
    assertThat(applied("HEALTHCHECK CMD [\"true\"]").healthcheck().test())
        .contains(List.of("CMD", "true"));
    assertThat(applied("HEALTHCHECK none").healthcheck().disabled()).isTrue();
  }

  @Test
  void instructionsForWhoeverBuildsOnItAreKept() {
    assertThat(described("ONBUILD RUN make", "ONBUILD COPY . /").onBuild())
        .containsExactly("RUN make", "COPY . /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CMD",
        "RUN make",
        "ENV A",
        "LABEL =x",
        "ENV A='x",
        "HEALTHCHECK curl",
        "HEALTHCHECK --often=1s CMD true",
        "HEALTHCHECK --interval=often CMD true",
        "ONBUILD ONBUILD RUN make"
      })
  void whatIsNoInstructionIsToldWhenItIsRead(String text) {
    assertThatThrownBy(() -> ImageInstruction.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EXPOSE $NOTHING x", "EXPOSE 70000", "STOPSIGNAL NO", "USER a b", "VOLUME data"})
  void whatMakesNoSenseIsToldByTheInstructionsText(String text) {
    assertThatThrownBy(() -> applied(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
