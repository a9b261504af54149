package io.jcompose.model.plan;

import static io.jcompose.model.plan.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDefaultsTest {
  private static final Healthcheck IMAGE_HEALTH =
      healthcheck(List.of("CMD", "check"), Duration.ofSeconds(7), 9);
  private static final ImageConfig IMAGE =
      new ImageConfig(
          Map.of("PATH", "/bin", "LANG", "C"),
          List.of("/entry"),
          List.of("serve", "--all"),
          Optional.of("app"),
          Optional.of("/srv"),
          Set.of("/data/", "/logs"),
          Set.of(new Port(80, Protocol.TCP)),
          Optional.of(Signal.INT),
          IMAGE_HEALTH,
          Map.of("made-by", "us", "tier", "image"));

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("neither", service("a"), "/entry serve --all"),
        Arguments.of("a command", service("a").command("once"), "/entry once"),
        Arguments.of("an empty command", service("a").command(), "/entry"),
        Arguments.of("an entrypoint", service("a").entrypoint("/mine"), "/mine"),
        Arguments.of("both", service("a").entrypoint("/mine", "-v").command("x"), "/mine -v x"),
        Arguments.of("no entrypoint", service("a").entrypoint().command("sh"), "sh"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void entrypointAndCommandComeFromTheFileElseFromTheImage(
      String given, ServiceBuilder service, String arguments) {
    assertThat(ImageDefaults.apply(service.plan(), IMAGE).arguments())
        .as(given)
        .containsExactly(arguments.split(" "));
  }

  @Test
  void aContainerThatNobodyGivesAProgramIsRefused() {
    assertThatThrownBy(() -> ImageDefaults.apply(service("web").plan(), ImageConfig.EMPTY))
        .isInstanceOfSatisfying(
            NothingToRunException.class,
            refusal -> {
              assertThat(refusal)
                  .hasMessage(
                      "cannot make a container for service 'web': image 'rootfs:/' has no command"
                          + " of its own, and the file gives none");
              assertThat(refusal.hint()).isEqualTo("add 'command:' to services.web");
            });
  }

  @Test
  void theFilesEnvironmentLiesOverTheImagesAndRemovesFromIt() {
    ContainerSpec spec =
        ImageDefaults.apply(
            service("a")
                .environment(
                    new Environment(Map.of("LANG", "de", "MODE", "x"), Set.of("PATH", "GONE")))
                .plan(),
            IMAGE);

    assertThat(spec.environment()).isEqualTo(Map.of("LANG", "de", "MODE", "x"));
  }

  @Test
  void whatTheFileLeavesOpenIsTheImages() {
    ContainerSpec spec = ImageDefaults.apply(service("a").plan(), IMAGE);

    assertThat(spec.user()).isEqualTo("app");
    assertThat(spec.workingDirectory()).isEqualTo("/srv");
    assertThat(spec.stopSignal()).isEqualTo(Signal.INT);
  }

  @Test
  void whatNobodySaysIsAsInDocker() {
    ContainerSpec spec = ImageDefaults.apply(service("a").command("x").plan(), ImageConfig.EMPTY);

    assertThat(spec.user()).isEqualTo("0");
    assertThat(spec.workingDirectory()).isEqualTo("/");
    assertThat(spec.stopSignal()).isEqualTo(Signal.TERM);
    assertThat(spec.health()).isEmpty();
    assertThat(spec.environment()).isEmpty();
  }

  @Test
  void theFilesUserWins() {
    assertThat(ImageDefaults.apply(service("a").user("70:70").plan(), IMAGE).user())
        .isEqualTo("70:70");
  }

  @Test
  void theFilesLabelsLieOverTheImages() {
    assertThat(
            ImageDefaults.apply(service("a").labels(Map.of("tier", "file")).plan(), IMAGE).labels())
        .isEqualTo(Map.of("made-by", "us", "tier", "file"));
  }

  @Test
  void anImagesVolumeIsAnonymousUnlessSomethingIsMountedThere() {
    Mount mine = new Mount.Volume(new VolumeName("shop_data"), "/data", false, false);

    assertThat(ImageDefaults.apply(service("a").mount(mine).plan(), IMAGE).mounts())
        .containsExactly(mine, new Mount.AnonymousVolume("/logs", false));
  }

  static Stream<Arguments> healthchecks() {
    Healthcheck off =
        new Healthcheck(
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Healthcheck quicker = healthcheck(List.of(), Duration.ofSeconds(1), 0);
    Healthcheck shell = healthcheck(List.of("CMD-SHELL", "a || b"), Duration.ZERO, 0);
    Healthcheck none = healthcheck(List.of("NONE"), Duration.ZERO, 0);
    return Stream.of(
        Arguments.of("nobody asks", Healthcheck.UNSET, Healthcheck.UNSET, "none"),
        Arguments.of("the image's", Healthcheck.UNSET, IMAGE_HEALTH, "[check] 7s x9"),
        Arguments.of("turned off", off, IMAGE_HEALTH, "none"),
        Arguments.of("turned off by NONE", none, IMAGE_HEALTH, "none"),
        Arguments.of("turned off by the image", Healthcheck.UNSET, none, "none"),
        Arguments.of("gaps filled by the image", quicker, IMAGE_HEALTH, "[check] 1s x9"),
        Arguments.of("the file's test", shell, IMAGE_HEALTH, "[/bin/sh, -c, a || b] 7s x9"),
        Arguments.of(
            "gaps filled by docker", shell, Healthcheck.UNSET, "[/bin/sh, -c, a || b] 30s x3"),
        Arguments.of(
            "the file's although the image has none", shell, off, "[/bin/sh, -c, a || b] 30s x3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("healthchecks")
  void healthChecksAreMerged(String name, Healthcheck file, Healthcheck image, String merged) {
    ContainerPlan plan = service("a").command("x").healthcheck(file).plan();
    ImageConfig config =
        new ImageConfig(
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            image,
            Map.of());

    String health =
        ImageDefaults.apply(plan, config)
            .health()
            .map(
                probe ->
                    probe.arguments()
                        + " "
                        + probe.interval().toSeconds()
                        + "s x"
                        + probe.retries())
            .orElse("none");

    assertThat(health).as(name).isEqualTo(merged);
  }

  @Test
  void aHealthChecksOtherGapsAreFilledAsInDocker() {
    HealthProbe probe =
        ImageDefaults.apply(
                service("a")
                    .command("x")
                    .healthcheck(healthcheck(List.of("CMD", "c"), Duration.ZERO, 0))
                    .plan(),
                ImageConfig.EMPTY)
            .health()
            .orElseThrow();

    assertThat(probe)
        .isEqualTo(
            new HealthProbe(
                List.of("c"),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ZERO,
                Duration.ofSeconds(5),
                3));
  }

  private static Healthcheck healthcheck(List<String> test, Duration interval, int retries) {
    return new Healthcheck(
        false,
        Optional.of(test),
        Optional.of(interval),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(retries));
  }
}
