package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.Specs;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import io.jcompose.scheduler.runtime.ExecSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Variables hold passwords: what is printed of a value, in a message or a log, has none. */
class PrintedSecretsTest {
  private static final Map<String, String> SECRET = Map.of("PASSWORD", "hunter2");

  static Stream<Object> holdersOfSecrets() {
    ContainerSpec plain = Specs.shell("shop", "db", "true");
    ContainerSpec spec =
        new ContainerSpec(
            plain.plan(),
            plain.arguments(),
            SECRET,
            plain.user(),
            plain.workingDirectory(),
            plain.stopSignal(),
            plain.mounts(),
            plain.health(),
            plain.labels());
    Path root = Path.of("/");
    return Stream.of(
        new Environment(SECRET, Set.of()),
        new Variables(SECRET),
        LoadRequest.in("/", SECRET),
        new ImageConfig(
            SECRET,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Healthcheck.UNSET,
            Map.of()),
        spec,
        new ExecSpec(
            List.of("id"),
            SECRET,
            Optional.empty(),
            Optional.empty(),
            new ExecSpec.Streams.Inherited()),
        new ExecTarget(
            spec.plan().project(),
            spec.plan().name(),
            1,
            1,
            UtsName.of("box"),
            SECRET,
            "0",
            "/",
            spec.plan().security()),
        new LaunchSpec(
            spec.plan().project(),
            spec.plan().name(),
            UtsName.of("box"),
            spec.arguments(),
            SECRET,
            "0",
            "/",
            false,
            new RootSpec(List.of(root), root, root, false, List.of()),
            spec.plan().security(),
            new NetworkPlace.Pinned(root),
            new StandardStreams.Nowhere()),
        new ContainerBirth.Command(List.of(), spec.arguments(), SECRET, "/"),
        new Host(Clock.systemUTC(), SECRET, root, root, root));
  }

  @ParameterizedTest
  @MethodSource("holdersOfSecrets")
  void noValueOfAVariableIsPrinted(Object holder) {
    assertThat(holder.toString()).doesNotContain("hunter2");
  }
}
