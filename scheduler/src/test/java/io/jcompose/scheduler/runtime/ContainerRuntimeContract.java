package io.jcompose.scheduler.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.instruction.ImageInstruction;
import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ContainerSpec;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.KeySequence;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.SecretName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.Images.Image;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every runtime must do. The fake passes it too, or the scheduler's tests would prove nothing.
 *
 * <p>Each test has a project of its own, made of {@code image: rootfs:/}, and leaves nothing
 * behind.
 */
public abstract class ContainerRuntimeContract {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration SHORT_GRACE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ProjectName project =
      new ProjectName("contract-" + UUID.randomUUID().toString().substring(0, 8));
  private final List<VolumeName> volumes = new ArrayList<>();
  private final List<SecretName> secrets = new ArrayList<>();
  private @Nullable ContainerRuntime opened;
  private Optional<ServerSocket> socket = Optional.empty();

  /** Opens the engine that is tested; a second call opens the same engine again. */
  protected abstract ContainerRuntime open();

  @BeforeEach
  void begin() {
    opened = open();
    runtime().adopt(project);
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    for (ContainerStatus status : containers().list(project)) {
      containers().stop(status.name(), Signal.KILL, Duration.ZERO);
      containers().remove(status.name(), new Containers.RemoveOptions(true));
    }
    takeDown();
    volumes.forEach(runtime().volumes()::remove);
    secrets.forEach(runtime().secrets()::remove);
    runtime().close();
    if (socket.isPresent()) {
      socket.get().close();
    }
    release();
  }

  /** Gives back what {@link #open} took from the host; called when each test is over. */
  protected void release() {}

  /** Returns a port of the host that somebody else uses until the test is over. */
  protected int takenPort() {
    try {
      ServerSocket taken = new ServerSocket(0);
      socket = Optional.of(taken);
      return taken.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a port of the host that nobody uses at the moment. */
  protected int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // creating and finding

  @Test
  void aCreatedContainerIsThereAndDoesNotRun() {
    ContainerSpec spec = service("db", ContractCommand.SERVE).spec();

    containers().create(spec);

    ContainerStatus status = find("db");
    assertThat(status.spec()).isEqualTo(spec);
    assertThat(status.id()).matches("[0-9a-f]{64}");
    assertThat(status.imageId()).isEqualTo("rootfs:/");
    assertThat(status.state()).isEqualTo(State.CREATED);
    assertThat(status.pid()).isEmpty();
    assertThat(status.started()).isEmpty();
    assertThat(status.exit()).isEmpty();
    assertThat(status.notes()).isEqualTo(ContainerNotes.NONE);
  }

  @Test
  void aContainerThatNobodyMadeIsNotFound() {
    assertThat(containers().find(name("db"))).isEmpty();
    assertThat(containers().list(project)).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThatThrownBy(() -> containers().create(service("db", ContractCommand.EXIT_3).spec()))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(name("db").value());
    assertThat(find("db").spec().arguments()).isEqualTo(ContractCommand.SERVE.arguments());
  }

  @Test
  void anImageThatIsNotHereIsAnErrorAndNothingIsMade() {
    ContainerSpec spec =
        service("db", ContractCommand.SERVE).image("registry.invalid/no/such:image").spec();

    assertThatThrownBy(() -> containers().create(spec)).isInstanceOf(RuntimeFailure.class);

    assertThat(runtime().images().find(spec.plan().image())).isEmpty();
    assertThat(containers().list(project)).isEmpty();
  }

  @Test
  void aDirectoryThatExistsIsAnImageAndOneThatDoesNotIsNone() {
    assertThat(runtime().images().find(new ImageReference("rootfs:/")))
        .hasValueSatisfying(image -> assertThat(image.id()).isEqualTo("rootfs:/"));
    assertThat(runtime().images().find(new ImageReference("rootfs:/no/such/directory"))).isEmpty();
  }

  @Test
  void aProjectsContainersAreListedByName() {
    containers().create(service("web", ContractCommand.SERVE).spec());
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThat(containers().list(project))
        .extracting(ContainerStatus::name)
        .containsExactly(name("db"), name("web"));
    assertThat(containers().list(new ProjectName(project + "-other"))).isEmpty();
  }

  // starting and ending

  @Test
  void aStartedContainerRuns() {
    startReady("db", ContractCommand.SERVE);

    ContainerStatus status = find("db");
    assertThat(status.state()).isEqualTo(State.RUNNING);
    assertThat(status.pid()).isPresent();
    assertThat(status.started()).isPresent();
    assertThat(status.ofEarlierBoot()).isFalse();
    assertThat(status.exit()).isEmpty();
  }

  @Test
  void startingARunningContainerChangesNothing() {
    startReady("db", ContractCommand.SERVE);
    ContainerStatus before = find("db");

    containers().start(name("db"));

    assertThat(find("db")).isEqualTo(before);
  }

  @Test
  void aContainerDoesNotStartWithoutItsPod() {
    createPod(plan("db"));
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThatThrownBy(() -> containers().start(name("db"))).isInstanceOf(RuntimeFailure.class);
  }

  @Test
  void theExitCodeIsToldAndKept() {
    start("job", ContractCommand.EXIT_3);

    assertThat(exitOf("job").code()).isEqualTo(3);

    ContainerStatus status = find("job");
    assertThat(status.state()).isEqualTo(State.EXITED);
    assertThat(status.exit()).hasValueSatisfying(exit -> assertThat(exit.code()).isEqualTo(3));
    assertThat(status.pid()).isEmpty();
  }

  @Test
  void aContainerThatEndedIsStartedAgainAndItsNextEndIsANewOne() {
    start("db", ContractCommand.EXIT_7_ON_TERM);
    awaitLine("db", "ready", 1);
    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(7);

    containers().start(name("db"));
    awaitLine("db", "ready", 2);

    assertThat(find("db").state()).isEqualTo(State.RUNNING);
    assertThat(find("db").exit()).isEmpty();
    assertThat(containers().exit(name("db")).toCompletableFuture()).isNotDone();
    containers().kill(name("db"), Signal.KILL);
    assertThat(exitOf("db").code()).isEqualTo(137);
  }

  @Test
  void theEndOfARunThatIsOverIsToldAtOnce() {
    start("job", ContractCommand.EXIT_3);
    assertThat(exitOf("job").code()).isEqualTo(3);

    assertThat(exitOf("job").code()).isEqualTo(3);
  }

  @Test
  void aProgramThatDoesNotExistIsAFailureWithCode127() {
    assertThatThrownBy(() -> start("db", ContractCommand.MISSING))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/no/such/program");

    assertThat(find("db").state()).isEqualTo(State.EXITED);
    assertThat(find("db").exit()).map(ExitStatus::code).hasValue(127);
  }

  @Test
  void aFileThatIsNoProgramIsAFailureWithCode126() {
    assertThatThrownBy(() -> start("db", ContractCommand.NOT_EXECUTABLE))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/etc/passwd");

    assertThat(find("db").state()).isEqualTo(State.EXITED);
    assertThat(find("db").exit()).map(ExitStatus::code).hasValue(126);
  }

  @Test
  void theContainerHasItsEnvironment() {
    startWith(service("job", ContractCommand.PRINT_GREETING).environment("GREETING", "hello you"));

    awaitLine("job", "hello you", 1);
  }

  @Test
  void theContainerRunsAsItsUser() {
    startWith(service("job", ContractCommand.PRINT_USER).user("12345"));

    awaitLine("job", "12345", 1);
  }

  @Test
  void theContainerRunsInItsWorkingDirectory() {
    startWith(service("job", ContractCommand.PRINT_DIRECTORY).workingDirectory("/tmp"));

    awaitLine("job", "/tmp", 1);
  }

  // stopping and killing

  @Test
  void stoppingSendsTheSignalAndTellsHowTheContainerEnded() {
    startReady("db", ContractCommand.EXIT_7_ON_TERM);

    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(7);

    assertThat(find("db").state()).isEqualTo(State.EXITED);
    assertThat(exitOf("db").code()).isEqualTo(7);
  }

  @Test
  void stoppingSendsTheSignalThatIsAskedFor() {
    startReady("db", ContractCommand.EXIT_8_ON_INT);

    assertThat(stop("db", Signal.INT, GRACE)).hasValue(8);
  }

  @Test
  void whatDoesNotHeedTheSignalIsKilledAfterTheGrace() {
    startReady("db", ContractCommand.STUBBORN);

    assertThat(stop("db", Signal.TERM, SHORT_GRACE)).hasValue(137);
  }

  @Test
  void whoWasInterruptedBeforeDoesNotWaitForTheGrace() {
    startReady("db", ContractCommand.STUBBORN);
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              stop("db", Signal.TERM, Duration.ofHours(1));
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();

    await().atMost(PATIENCE).until(() -> !caller.isAlive());
    assertThat(stillInterrupted).isTrue();
  }

  @Test
  void noGraceMeansKillingAtOnce() {
    startReady("db", ContractCommand.EXIT_7_ON_TERM);

    assertThat(stop("db", Signal.TERM, Duration.ZERO)).hasValue(137);
  }

  @Test
  void stoppingAStoppedContainerChangesNothing() {
    startReady("db", ContractCommand.EXIT_7_ON_TERM);
    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(7);
    ContainerStatus before = find("db");

    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(7);

    assertThat(find("db")).isEqualTo(before);
  }

  @Test
  void thePortsThatAContainerListensOnAreItsOwn() {
    start("web", ContractCommand.LISTEN_8099);
    start("db", ContractCommand.SLEEP);

    await()
        .untilAsserted(
            () ->
                assertThat(containers().listening(name("web")))
                    .containsExactly(new Port(8099, Protocol.TCP)));
    assertThat(containers().listening(name("db"))).isEmpty();
    stop("web", Signal.KILL, GRACE);
    assertThat(containers().listening(name("web"))).isEmpty();
  }

  @Test
  void stoppingAContainerThatNeverRanTellsOfNoEnd() {
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThat(stop("db", Signal.TERM, GRACE)).isEmpty();
    assertThat(find("db").state()).isEqualTo(State.CREATED);
  }

  @Test
  void aSignalReachesTheContainerAndItMayGoOn() {
    startReady("db", ContractCommand.SERVE);

    containers().kill(name("db"), Signal.HUP);

    awaitLine("db", "got HUP", 1);
    assertThat(find("db").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void aKilledContainerEndsWith128AndTheSignalsNumber() {
    startReady("db", ContractCommand.SERVE);

    containers().kill(name("db"), Signal.KILL);

    assertThat(exitOf("db").code()).isEqualTo(137);
  }

  @Test
  void aSignalToAContainerThatDoesNotRunChangesNothing() {
    containers().create(service("db", ContractCommand.SERVE).spec());

    containers().kill(name("db"), Signal.KILL);

    assertThat(find("db").state()).isEqualTo(State.CREATED);
  }

  // pausing

  @Test
  void aPausedContainerRestsUntilItIsUnpaused() {
    startReady("db", ContractCommand.SERVE);
    ContainerStatus before = find("db");

    containers().pause(name("db"));

    assertThat(find("db").state()).isEqualTo(State.PAUSED);
    assertThat(find("db").running()).isTrue();
    assertThat(find("db").pid()).isEqualTo(before.pid());
    containers().kill(name("db"), Signal.HUP);
    assertThat(lines("db", OptionalInt.empty())).containsExactly("ready");
    containers().unpause(name("db"));
    awaitLine("db", "got HUP", 1);
    assertThat(find("db").state()).isEqualTo(State.RUNNING);
    assertThat(find("db").started()).isEqualTo(before.started());
  }

  @Test
  void onlyWhatRunsIsPausedAndOnlyWhatIsPausedIsUnpaused() {
    ContainerSpec spec = service("db", ContractCommand.SERVE).spec();
    containers().create(spec);
    assertThatThrownBy(() -> containers().pause(name("db")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("does not run");
    createPod(plan("db"));
    runtime().pods().start(project, infra());
    containers().start(name("db"));
    awaitLine("db", "ready", 1);

    assertThatThrownBy(() -> containers().unpause(name("db")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("not paused");
    containers().pause(name("db"));
    assertThatThrownBy(() -> containers().pause(name("db")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("paused already");
  }

  @Test
  void aPausedContainerThatIsStoppedGoesOnToHeedTheSignal() {
    startReady("db", ContractCommand.EXIT_7_ON_TERM);
    containers().pause(name("db"));

    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(7);
  }

  @Test
  void aPausedContainerIsKilledAllTheSame() {
    startReady("db", ContractCommand.SERVE);
    containers().pause(name("db"));

    containers().kill(name("db"), Signal.KILL);

    assertThat(exitOf("db").code()).isEqualTo(137);
    assertThat(find("db").state()).isEqualTo(State.EXITED);
  }

  @Test
  void startingAPausedContainerChangesNothing() {
    startReady("db", ContractCommand.SERVE);
    containers().pause(name("db"));

    containers().start(name("db"));

    assertThat(find("db").state()).isEqualTo(State.PAUSED);
  }

  @Test
  void aPausedContainerIsPausedForWhoeverComesLater() {
    startReady("db", ContractCommand.SERVE);
    containers().pause(name("db"));
    runtime().close();

    opened = open();

    assertThat(runtime().adopt(project))
        .extracting(ContainerStatus::state)
        .containsExactly(State.PAUSED);
    containers().unpause(name("db"));
    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(0);
  }

  // statistics

  @Test
  void theProcessesOfAContainerAreItsOwn() {
    startReady("db", ContractCommand.SERVE);

    List<ProcessStatus> processes = runtime().statistics().processes(name("db"));

    long first = find("db").pid().orElseThrow();
    assertThat(processes).extracting(ProcessStatus::pid).contains(first).isSorted();
    ProcessStatus shell = processes.get(0);
    assertThat(shell.user()).isEqualTo("root");
    assertThat(shell.command()).startsWith("/bin/sh -c trap");
    assertThat(shell.terminal()).isEmpty();
    assertThat(shell.started())
        .isCloseTo(find("db").started().orElseThrow(), within(2, ChronoUnit.SECONDS));
    stop("db", Signal.KILL, GRACE);
    assertThat(runtime().statistics().processes(name("db"))).isEmpty();
  }

  @Test
  void whatAContainerUsesIsCountedWhileItRuns() {
    startReady("db", ContractCommand.SERVE);

    ResourceUsage usage = runtime().statistics().usage(name("db")).orElseThrow();

    assertThat(usage.memory()).isPositive().isLessThan(usage.memoryLimit());
    assertThat(usage.processes()).isPositive();
    assertThat(runtime().statistics().usage(name("db")).orElseThrow().processorTime())
        .isGreaterThanOrEqualTo(usage.processorTime());
    stop("db", Signal.KILL, GRACE);
    assertThat(runtime().statistics().usage(name("db"))).isEmpty();
  }

  @Test
  void aContainerThatIsNotThereUsesNothing() {
    assertThat(runtime().statistics().processes(name("db"))).isEmpty();
    assertThat(runtime().statistics().usage(name("db"))).isEmpty();
  }

  // files

  @Test
  void whatIsCopiedIntoAContainerComesOutAgain() throws IOException {
    startReady("db", ContractCommand.SERVE);

    copyIn("db", "/tmp", Map.of("note", Optional.of("hello")));

    assertThat(kind("db", "/tmp/note")).contains(ContainerFiles.Kind.FILE);
    assertThat(copyOut("db", "/tmp/note", "copy")).isEqualTo(Map.of("copy", Optional.of("hello")));
    copyIn("db", "/tmp", Map.of("note", Optional.of("bye")));
    assertThat(copyOut("db", "/tmp/note", "copy")).isEqualTo(Map.of("copy", Optional.of("bye")));
  }

  @Test
  void filesOfAContainerThatNeverRanAreCopiedToo() throws IOException {
    containers().create(service("db", ContractCommand.SERVE).spec());

    copyIn("db", "/tmp", Map.of("note", Optional.of("hello")));

    assertThat(copyOut("db", "/tmp/note", "copy")).isEqualTo(Map.of("copy", Optional.of("hello")));
  }

  @Test
  void directoriesAreCopiedWithAllBelowThem() throws IOException {
    startReady("db", ContractCommand.SERVE);
    Map<String, Optional<String>> tree =
        new TreeMap<>(Map.of("tree", Optional.empty(), "tree/leaf", Optional.of("green")));

    copyIn("db", "/tmp", tree);

    assertThat(kind("db", "/tmp/tree")).contains(ContainerFiles.Kind.DIRECTORY);
    Map<String, Optional<String>> copied = new TreeMap<>();
    copyOut("db", "/tmp/tree", "tree")
        .forEach((name, content) -> copied.put(name.replaceAll("/$", ""), content));
    assertThat(copied).isEqualTo(tree);
  }

  @Test
  void neitherAFileNorADirectoryTakesTheOthersPlace() throws IOException {
    startReady("db", ContractCommand.SERVE);
    copyIn("db", "/tmp", Map.of("one", Optional.of("file"), "two", Optional.empty()));

    assertThatThrownBy(() -> copyIn("db", "/tmp", Map.of("one", Optional.empty())))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("cannot overwrite");
    assertThatThrownBy(() -> copyIn("db", "/tmp", Map.of("two", Optional.of("file"))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("cannot overwrite");
  }

  @Test
  void noNameOfAnArchiveLeadsOutOfItsDirectory() {
    startReady("db", ContractCommand.SERVE);

    assertThatThrownBy(() -> copyIn("db", "/tmp", Map.of("../out", Optional.of("file"))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("leads out");
    assertThat(kind("db", "/out")).isEmpty();
  }

  @Test
  void whatIsRemovedIsGoneWithAllBelowIt() throws IOException {
    startReady("db", ContractCommand.SERVE);
    Map<String, Optional<String>> tree = new TreeMap<>();
    tree.put("tree", Optional.empty());
    tree.put("tree/leaf", Optional.of("green"));
    tree.put("treehouse", Optional.of("stays"));
    copyIn("db", "/tmp", tree);

    runtime().files().remove(name("db"), "/tmp/tree/");

    assertThat(kind("db", "/tmp/tree")).isEmpty();
    assertThat(kind("db", "/tmp/treehouse")).contains(ContainerFiles.Kind.FILE);
    runtime().files().remove(name("db"), "/tmp/treehouse");
    assertThat(kind("db", "/tmp/treehouse")).isEmpty();
  }

  @Test
  void toRemoveWhatIsNotThereIsASuccessAndTheRootIsNotRemoved() throws IOException {
    startReady("db", ContractCommand.SERVE);
    copyIn("db", "/tmp", Map.of("note", Optional.of("hello")));

    runtime().files().remove(name("db"), "/tmp/nothing");
    runtime().files().remove(name("db"), "/nowhere/nothing");
    runtime().files().remove(name("db"), "/tmp/note/nothing");

    assertThat(kind("db", "/tmp/note")).contains(ContainerFiles.Kind.FILE);
    assertThatThrownBy(() -> runtime().files().remove(name("db"), "/"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("root");
    assertThatThrownBy(() -> runtime().files().remove(name("mail"), "/tmp/note"))
        .isInstanceOf(RuntimeFailure.class);
  }

  @Test
  void whatIsNotThereIsNotCopied() {
    startReady("db", ContractCommand.SERVE);

    assertThat(kind("db", "/tmp/nothing")).isEmpty();
    assertThatThrownBy(() -> copyOut("db", "/tmp/nothing", "copy"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/tmp/nothing");
    assertThatThrownBy(() -> copyIn("db", "/tmp/nothing", Map.of("note", Optional.of(""))))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/tmp/nothing");
    assertThatThrownBy(() -> kind("mail", "/tmp")).isInstanceOf(RuntimeFailure.class);
  }

  // images of containers

  @Test
  void anImageOfAContainerSaysWhatTheContainerSaysAndWhatIsChanged(@TempDir Path root) {
    containers()
        .create(
            service("db", ContractCommand.SERVE)
                .image("rootfs:" + root)
                .environment("COLOUR", "red")
                .spec());

    Image made =
        runtime()
            .files()
            .commit(
                name("db"),
                commit(Optional.of("contract/made:1"), "USER nobody", "LABEL colour=$COLOUR"),
                ContainerRuntimeContract::unexpected);

    assertThat(made.id()).matches("sha256:[0-9a-f]{64}");
    assertThat(made.names()).containsExactly(new ImageReference("contract/made:1"));
    assertThat(made.config().command()).isEqualTo(ContractCommand.SERVE.arguments());
    assertThat(made.config().environment()).containsEntry("COLOUR", "red");
    assertThat(made.config().user()).contains("nobody");
    assertThat(made.config().labels()).containsEntry("colour", "red");
    assertThat(runtime().images().find(new ImageReference("contract/made:1"))).contains(made);
  }

  @Test
  void anImageWithoutANameIsFoundByItsId(@TempDir Path root) {
    containers().create(service("db", ContractCommand.SERVE).image("rootfs:" + root).spec());

    Image made =
        runtime()
            .files()
            .commit(name("db"), commit(Optional.empty()), ContainerRuntimeContract::unexpected);

    assertThat(made.names()).isEmpty();
    assertThat(runtime().images().find(new ImageReference(made.id()))).contains(made);
  }

  @Test
  void noImageIsMadeOfTheHostsOwnRootOrOfWhatIsNotThereOrWithASenselessChange(@TempDir Path root) {
    containers().create(service("db", ContractCommand.SERVE).spec());
    containers().create(service("web", ContractCommand.SERVE).image("rootfs:" + root).spec());

    assertThatThrownBy(() -> commitTo("db", commit(Optional.empty())))
        .isInstanceOf(RuntimeFailure.class);
    assertThatThrownBy(() -> commitTo("mail", commit(Optional.empty())))
        .isInstanceOf(RuntimeFailure.class);
    assertThatThrownBy(() -> commitTo("web", commit(Optional.empty(), "EXPOSE none")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("EXPOSE none");
    assertThat(runtime().images().list()).isEmpty();
  }

  private void commitTo(String service, CommitSpec spec) {
    runtime().files().commit(name(service), spec, ContainerRuntimeContract::unexpected);
  }

  private static CommitSpec commit(Optional<String> image, String... changes) {
    return new CommitSpec(
        image.map(ImageReference::new),
        Optional.of("the contract"),
        Optional.empty(),
        Stream.of(changes).map(ImageInstruction::parse).toList(),
        true);
  }

  @Test
  void anImageIsGivenFurtherNamesAndGoesWithTheLast(@TempDir Path root) {
    containers().create(service("db", ContractCommand.SERVE).image("rootfs:" + root).spec());
    ImageReference one = new ImageReference("contract/made:1");
    ImageReference two = new ImageReference("contract/made:2");
    commitTo("db", commit(Optional.of(one.value())));

    Image tagged = runtime().images().tag(one, two);

    assertThat(runtime().images().tag(one, two)).isEqualTo(tagged);
    assertThat(tagged.names()).containsExactly(one, two);
    assertThat(runtime().images().list()).containsExactly(tagged);
    runtime().images().remove(one);
    assertThat(runtime().images().find(one)).isEmpty();
    assertThat(runtime().images().find(two)).map(Image::id).contains(tagged.id());
    assertThatThrownBy(() -> runtime().images().tag(one, two))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("contract/made:1");
    assertThatThrownBy(() -> runtime().images().tag(two, new ImageReference("rootfs:" + root)))
        .isInstanceOf(RuntimeFailure.class);
    runtime().images().remove(two);
    assertThat(runtime().images().list()).isEmpty();
  }

  @Test
  void aDirectoryIsNeitherFetchedNorSentAndWhatIsNotHereIsNotSentEither() {
    ImageReference directory = new ImageReference("rootfs:/");

    assertThatThrownBy(() -> runtime().images().pull(directory, Optional.empty(), Progress.SILENT))
        .isInstanceOf(RuntimeFailure.class)
        .satisfies(ContainerRuntimeContract::hasAHint);
    for (ImageReference image : List.of(directory, new ImageReference("contract/none:1"))) {
      assertThatThrownBy(() -> runtime().images().push(image, Progress.SILENT))
          .isInstanceOf(RuntimeFailure.class)
          .hasMessageContaining(image.value())
          .satisfies(ContainerRuntimeContract::hasAHint);
    }
  }

  @Test
  void aDirectoryIsNotLookedUpAndANameWithADigestIsWhatItIs() {
    ImageReference exact = new ImageReference("contract/none:1@sha256:" + "0".repeat(64));

    assertThat(runtime().images().lookUp(exact)).isEqualTo(exact);
    assertThatThrownBy(() -> runtime().images().lookUp(new ImageReference("rootfs:/")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("rootfs:/")
        .satisfies(ContainerRuntimeContract::hasAHint);
  }

  @Test
  void anImageTellsItsLayersCanBeSavedAndIsSound(@TempDir Path root) {
    containers().create(service("db", ContractCommand.SERVE).image("rootfs:" + root).spec());
    ImageReference name = new ImageReference("contract/made:1");
    commitTo("db", commit(Optional.of(name.value())));

    assertThat(runtime().images().details(name))
        .hasValueSatisfying(
            details -> {
              assertThat(details.layers()).hasSize(1);
              assertThat(details.configuration()).contains(details.layers().get(0).digest());
            });
    assertThat(saved(name)).isNotEmpty().isEqualTo(saved(name));
    assertThat(runtime().images().check(Progress.SILENT)).isEmpty();
    assertThat(runtime().images().details(new ImageReference("rootfs:" + root))).isEmpty();
    assertThat(runtime().images().details(new ImageReference("contract/none"))).isEmpty();
    assertThatThrownBy(() -> saved(new ImageReference("contract/none")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("contract/none");
  }

  @Test
  void whatWasSavedIsLoadedFromAFileAndFromAStream(@TempDir Path root, @TempDir Path scratch)
      throws IOException {
    containers().create(service("db", ContractCommand.SERVE).image("rootfs:" + root).spec());
    ImageReference name = new ImageReference("contract/made:1");
    commitTo("db", commit(Optional.of(name.value())));
    String id = runtime().images().find(name).orElseThrow().id();
    byte[] archive = saved(name);
    Path file = Files.write(scratch.resolve("archive.tar"), archive);
    runtime().images().remove(name);

    List<Image> loaded =
        runtime().images().load(new ByteArrayInputStream(archive), Progress.SILENT);

    assertThat(loaded).map(Image::id).containsExactly(id);
    assertThat(runtime().images().find(name)).map(Image::id).contains(id);
    runtime().images().remove(name);
    assertThat(runtime().images().load(file, Progress.SILENT)).isEqualTo(loaded);
  }

  @Test
  void whatIsNoArchiveLeavesNothingBehind() {
    InputStream senseless = new ByteArrayInputStream("senseless".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> runtime().images().load(senseless, Progress.SILENT))
        .isInstanceOf(RuntimeFailure.class)
        .satisfies(ContainerRuntimeContract::hasAHint);
    assertThat(runtime().images().list()).isEmpty();
  }

  private static void hasAHint(Throwable failure) {
    assertThat(((RuntimeFailure) failure).hint()).isNotBlank();
  }

  private byte[] saved(ImageReference image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    runtime().images().save(List.of(image), Images.ArchiveFormat.OCI_ARCHIVE, out, Progress.SILENT);
    return out.toByteArray();
  }

  @Test
  void anImageGoesWithItsNameOrByItsIdAndWhatIsNotThereIsASuccess(@TempDir Path root) {
    containers().create(service("db", ContractCommand.SERVE).image("rootfs:" + root).spec());
    ImageReference name = new ImageReference("contract/made:1");
    commitTo("db", commit(Optional.of(name.value())));
    commitTo("db", commit(Optional.empty(), "USER nobody"));

    runtime().images().remove(name);
    runtime().images().remove(name);
    assertThat(runtime().images().find(name)).isEmpty();
    assertThat(runtime().images().list()).hasSize(1);

    runtime().images().remove(new ImageReference(runtime().images().list().get(0).id()));
    runtime().images().remove(new ImageReference("rootfs:" + root));
    assertThat(runtime().images().list()).isEmpty();
    assertThat(root).isDirectory();
  }

  // replacing

  @Test
  void aReplacedContainerIsAnotherOfTheSameName() {
    startReady("db", ContractCommand.SERVE);
    ContainerStatus before = find("db");
    stop("db", Signal.KILL, Duration.ZERO);
    ContainerSpec other = service("db", ContractCommand.EXIT_3).spec();

    containers().replace(other, false);

    ContainerStatus status = find("db");
    assertThat(status.spec()).isEqualTo(other);
    assertThat(status.id()).isNotEqualTo(before.id());
    assertThat(status.state()).isEqualTo(State.CREATED);
    assertThat(status.started()).isEmpty();
    assertThat(containers().list(project)).hasSize(1);
    containers().start(name("db"));
    assertThat(exitOf("db").code()).isEqualTo(3);
  }

  @Test
  void aContainerThatCannotBeReplacedIsAsItWas() {
    startReady("db", ContractCommand.SERVE);
    ContainerStatus running = find("db");
    ContainerSpec other = service("db", ContractCommand.EXIT_3).spec();
    ContainerSpec impossible =
        service("db", ContractCommand.SERVE).image("registry.invalid/no/such:image").spec();

    assertThatThrownBy(() -> containers().replace(other, false)).isInstanceOf(RuntimeFailure.class);
    assertThat(find("db")).isEqualTo(running);
    stop("db", Signal.KILL, Duration.ZERO);
    ContainerStatus stopped = find("db");
    assertThatThrownBy(() -> containers().replace(impossible, false))
        .isInstanceOf(RuntimeFailure.class);
    assertThat(find("db")).isEqualTo(stopped);
  }

  @Test
  void aContainerThatIsNotThereCannotBeReplaced() {
    ContainerSpec spec = service("db", ContractCommand.SERVE).spec();

    assertThatThrownBy(() -> containers().replace(spec, false)).isInstanceOf(RuntimeFailure.class);
    assertThat(containers().list(project)).isEmpty();
  }

  // removing

  @Test
  void aRemovedContainerIsGoneAndItsNameIsFree() {
    startReady("db", ContractCommand.SERVE);
    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(0);

    remove("db");

    assertThat(containers().find(name("db"))).isEmpty();
    assertThat(containers().list(project)).isEmpty();
    containers().create(service("db", ContractCommand.SERVE).spec());
    assertThat(find("db").state()).isEqualTo(State.CREATED);
  }

  @Test
  void aRunningContainerIsNotRemoved() {
    startReady("db", ContractCommand.SERVE);

    assertThatThrownBy(() -> remove("db")).isInstanceOf(RuntimeFailure.class);

    assertThat(find("db").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void removingWhatIsGoneIsASuccess() {
    remove("db");

    assertThat(containers().find(name("db"))).isEmpty();
  }

  // notes

  @Test
  void notesAreKept() {
    containers().create(service("db", ContractCommand.SERVE).spec());
    ContainerNotes notes =
        new ContainerNotes(Optional.of(Health.UNHEALTHY), 3, 2, true, true, "no\nanswer");

    containers().note(name("db"), notes);

    assertThat(find("db").notes()).isEqualTo(notes);
    containers().note(name("db"), ContainerNotes.NONE);
    assertThat(find("db").notes()).isEqualTo(ContainerNotes.NONE);
  }

  // attach

  @Test
  void whoIsAttachedHearsWhatIsWrittenFromThenOnAndHowItEnded() {
    startReady("db", ContractCommand.SERVE);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (Attachment attachment = attach("db", InputStream.nullInputStream(), output)) {
      attachment.signal(Signal.HUP);
      awaitText(attachment, output, "got HUP\n");

      stop("db", Signal.TERM, PATIENCE);

      assertThat(attachment.await(PATIENCE)).contains(exited("db"));
      assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("got HUP\n");
    }
  }

  @Test
  void anInputThatStaysOpenDoesNotEndWithWhoGaveIt() {
    startWith(service("db", ContractCommand.REPEAT).input(false));
    awaitLine("db", "ready", 1);

    for (String line : List.of("first", "second")) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      try (Attachment attachment = attach("db", bytes(line + "\n"), output)) {
        awaitText(attachment, output, "got " + line + "\n");
      }
    }

    assertThat(find("db").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void anInputThatIsGivenOnceEndsWithWhoGaveIt() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (Attachment attachment = attach("db", bytes("first\n"), output)) {
      assertThat(attachment.await(Duration.ZERO)).isEmpty(); // there is no container yet
      startWith(service("db", ContractCommand.REPEAT).input(true));

      assertThat(attachment.await(PATIENCE))
          .hasValueSatisfying(
              end -> assertThat(((Attachment.End.Exited) end).exit().code()).isEqualTo(4));
      assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("ready\ngot first\nend\n");
    }
  }

  @Test
  void withoutAnOpenInputThereIsNothingToRead() {
    startWith(service("db", ContractCommand.REPEAT));

    assertThat(exitOf("db").code()).isEqualTo(4);
    assertThat(lines("db", OptionalInt.empty())).containsExactly("ready", "end");
  }

  @Test
  void theKeysToDetachEndItAndTheContainerRunsOn() {
    startWith(service("db", ContractCommand.REPEAT).input(false));
    awaitLine("db", "ready", 1);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    InputStream keys =
        new SequenceInputStream(bytes("first\n\020\021"), InputStream.nullInputStream());
    try (Attachment attachment =
        containers()
            .attach(
                project,
                name("db"),
                new AttachSpec(
                    new ExecSpec.Streams.Piped(keys, output, output),
                    true,
                    KeySequence.parse("ctrl-p,ctrl-q")))) {
      assertThat(attachment.await(PATIENCE)).contains(new Attachment.End.Detached());
    }

    awaitLine("db", "got first", 1);
    assertThat(find("db").state()).isEqualTo(State.RUNNING);
  }

  @Test
  void whoIsAttachedBeforeThereIsAContainerTypesAtItsTerminal() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (Attachment attachment = attach("db", bytes("first\n"), output)) {
      startWith(service("db", ContractCommand.REPEAT).terminal());

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  attachment.await(Duration.ofMillis(10)).isEmpty()
                      && output.toString(StandardCharsets.UTF_8).contains("got first"));
      stop("db", Signal.KILL, Duration.ZERO);

      assertThat(attachment.await(PATIENCE)).contains(exited("db"));
      assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("ready");
    }
  }

  private Attachment attach(String service, InputStream input, OutputStream output) {
    return containers()
        .attach(
            project,
            name(service),
            new AttachSpec(
                new ExecSpec.Streams.Piped(input, output, OutputStream.nullOutputStream()),
                true,
                KeySequence.NONE));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitText(Attachment attachment, ByteArrayOutputStream output, String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Optional<Attachment.End> end = attachment.await(Duration.ofMillis(10));
              return end.isEmpty() && output.toString(StandardCharsets.UTF_8).equals(text);
            });
  }

  private Attachment.End exited(String service) {
    return new Attachment.End.Exited(find(service).exit().orElseThrow());
  }

  // exec

  @Test
  void execReturnsTheProgramsExitCode() {
    startReady("db", ContractCommand.SERVE);

    assertThat(exec("db", ContractCommand.EXIT_5).code()).isEqualTo(5);
  }

  @Test
  void execKeepsOutputAndErrorsApart() {
    startReady("db", ContractCommand.SERVE);

    Executed executed = exec("db", ContractCommand.WRITE_BOTH);

    assertThat(executed).isEqualTo(new Executed(0, "out\n", "err\n"));
  }

  @Test
  void execHandsInputOn() {
    startReady("db", ContractCommand.SERVE);
    InputStream input =
        new ByteArrayInputStream("first\nsecond\n".getBytes(StandardCharsets.UTF_8));

    Executed executed =
        exec("db", ContractCommand.CAT, Map.of(), Optional.empty(), Optional.empty(), input);

    assertThat(executed).isEqualTo(new Executed(0, "first\nsecond\n", ""));
  }

  @Test
  void execHasTheContainersEnvironmentAndWhatIsAdded() {
    startWith(service("db", ContractCommand.SERVE).environment("GREETING", "from the container"));
    awaitLine("db", "ready", 1);

    assertThat(exec("db", ContractCommand.PRINT_GREETING).output())
        .isEqualTo("from the container\n");
    assertThat(
            exec(
                    "db",
                    ContractCommand.PRINT_GREETING,
                    Map.of("GREETING", "from exec"),
                    Optional.empty(),
                    Optional.empty(),
                    InputStream.nullInputStream())
                .output())
        .isEqualTo("from exec\n");
  }

  @Test
  void execRunsAsTheUserThatIsAskedFor() {
    startReady("db", ContractCommand.SERVE);

    assertThat(
            exec(
                    "db",
                    ContractCommand.PRINT_USER,
                    Map.of(),
                    Optional.of("12345"),
                    Optional.empty(),
                    InputStream.nullInputStream())
                .output())
        .isEqualTo("12345\n");
    assertThat(exec("db", ContractCommand.PRINT_USER).output()).isEqualTo("0\n");
  }

  @Test
  void execRunsInTheDirectoryThatIsAskedFor() {
    startReady("db", ContractCommand.SERVE);

    assertThat(
            exec(
                    "db",
                    ContractCommand.PRINT_DIRECTORY,
                    Map.of(),
                    Optional.empty(),
                    Optional.of("/tmp"),
                    InputStream.nullInputStream())
                .output())
        .isEqualTo("/tmp\n");
    assertThat(exec("db", ContractCommand.PRINT_DIRECTORY).output()).isEqualTo("/\n");
  }

  @Test
  void execOfAProgramThatDoesNotExistReturns127() {
    startReady("db", ContractCommand.SERVE);

    assertThat(exec("db", ContractCommand.MISSING).code()).isEqualTo(127);
  }

  @Test
  void execOfAFileThatIsNoProgramReturns126() {
    startReady("db", ContractCommand.SERVE);

    assertThat(exec("db", ContractCommand.NOT_EXECUTABLE).code()).isEqualTo(126);
  }

  @Test
  void execNeedsARunningContainer() {
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThatThrownBy(() -> exec("db", ContractCommand.EXIT_5)).isInstanceOf(RuntimeFailure.class);
  }

  @Test
  void execOfADetachedProgramReturnsAtOnce() {
    startReady("db", ContractCommand.SERVE);
    ExecSpec spec =
        new ExecSpec(
            ContractCommand.SLEEP.arguments(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            new ExecSpec.Streams.Discarded());

    assertThat(containers().exec(name("db"), spec)).isZero();

    assertThat(find("db").state()).isEqualTo(State.RUNNING);
    assertThat(stop("db", Signal.TERM, GRACE)).hasValue(0);
  }

  @Test
  void execInAPausedContainerIsRefused() {
    startReady("db", ContractCommand.SERVE);
    containers().pause(name("db"));

    assertThatThrownBy(() -> exec("db", ContractCommand.EXIT_5))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("paused");
  }

  @Test
  void interruptingExecEndsTheProgram() {
    startReady("db", ContractCommand.SERVE);
    AtomicInteger code = new AtomicInteger(-1);
    Thread caller = new Thread(() -> code.set(exec("db", ContractCommand.SLEEP).code()));
    caller.start();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              caller.interrupt();
              assertThat(caller.isAlive()).isFalse();
            });

    assertThat(code).hasPositiveValue();
    assertThat(find("db").state()).isEqualTo(State.RUNNING);
  }

  // logs

  @Test
  void everyLineIsReadOnceAndInOrder() {
    start("job", ContractCommand.COUNT);
    assertThat(exitOf("job").code()).isEqualTo(0);

    awaitLine("job", "line 1000", 1);
    assertThat(lines("job", OptionalInt.empty()))
        .isEqualTo(IntStream.rangeClosed(1, 1000).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void theTailIsTheLastLines() {
    start("job", ContractCommand.COUNT);
    assertThat(exitOf("job").code()).isEqualTo(0);

    awaitLine("job", "line 1000", 1);
    assertThat(lines("job", OptionalInt.of(3)))
        .containsExactly("line 998", "line 999", "line 1000");
    assertThat(lines("job", OptionalInt.of(0))).isEmpty();
    assertThat(lines("job", OptionalInt.of(5000))).hasSize(1000);
  }

  @Test
  void outputAndErrorsAreToldApart() {
    start("job", ContractCommand.WRITE_BOTH);
    assertThat(exitOf("job").code()).isEqualTo(0);

    awaitLine("job", "out", 1);
    awaitLine("job", "err", 1);
    try (Logs.LogReader reader = runtime().logs().open(name("job"), OptionalInt.empty())) {
      List<Logs.LogLine> lines = readAll(reader);
      assertThat(lines)
          .extracting(line -> line.stderr() + " " + line.text())
          .containsExactlyInAnyOrder("false out", "true err");
      assertThat(lines).allMatch(line -> line.container().equals(name("job")));
    }
  }

  @Test
  void aLineHasTheBytesThatWereWritten() throws IOException {
    start("job", ContractCommand.WRITE_BYTES);
    assertThat(exitOf("job").code()).isEqualTo(0);

    var bytes = new ByteArrayOutputStream();
    try (Logs.LogReader reader = runtime().logs().open(name("job"), OptionalInt.empty())) {
      reader.next(PATIENCE).orElseThrow().writeTo(bytes);
    }
    assertThat(bytes.toByteArray()).containsExactly(0, 0xff, '\r');
  }

  @Test
  void linesOfOtherTimesAreLeftOut() {
    start("job", ContractCommand.COUNT);
    assertThat(exitOf("job").code()).isEqualTo(0);
    awaitLine("job", "line 1000", 1);
    Instant late = Instant.now().plus(Duration.ofDays(1));
    Instant early = Instant.EPOCH;

    assertThat(linesBetween(Optional.of(early), Optional.of(late), OptionalInt.empty()))
        .hasSize(1000);
    assertThat(linesBetween(Optional.of(late), Optional.empty(), OptionalInt.empty())).isEmpty();
    assertThat(linesBetween(Optional.empty(), Optional.of(early), OptionalInt.empty())).isEmpty();
    assertThat(linesBetween(Optional.of(early), Optional.of(late), OptionalInt.of(1)))
        .containsExactly("line 1000");
  }

  private List<String> linesBetween(
      Optional<Instant> since, Optional<Instant> until, OptionalInt tail) {
    var selection = new Logs.LogSelection(tail, since, until);
    try (Logs.LogReader reader = runtime().logs().open(name("job"), selection)) {
      return readAll(reader).stream().map(Logs.LogLine::text).toList();
    }
  }

  @Test
  void aReaderKeepsToTheContainerThatItWasOpenedFor() {
    start("job", ContractCommand.WRITE_BOTH);
    assertThat(exitOf("job").code()).isEqualTo(0);
    String id = containers().find(name("job")).orElseThrow().id();
    try (Logs.LogReader reader = runtime().logs().open(name("job"), OptionalInt.empty())) {
      containers().remove(name("job"), new Containers.RemoveOptions(true));
      start("job", ContractCommand.WRITE_UNFINISHED);
      assertThat(exitOf("job").code()).isEqualTo(0);
      awaitLine("job", "unfinished", 1);

      assertThat(reader.containerId()).isEqualTo(id);
      assertThat(readAll(reader))
          .extracting(Logs.LogLine::text)
          .containsExactlyInAnyOrder("out", "err");
    }
    try (Logs.LogReader reader = runtime().logs().open(name("job"), OptionalInt.empty())) {
      assertThat(reader.containerId())
          .isEqualTo(containers().find(name("job")).orElseThrow().id())
          .isNotEqualTo(id);
    }
  }

  @Test
  void aLastLineWithoutALineBreakIsALine() {
    start("job", ContractCommand.WRITE_UNFINISHED);
    assertThat(exitOf("job").code()).isEqualTo(0);

    awaitLine("job", "unfinished", 1);
  }

  @Test
  void aReaderWaitsForWhatIsStillToBeWritten() {
    startReady("db", ContractCommand.SERVE);

    try (Logs.LogReader reader = runtime().logs().open(name("db"), OptionalInt.of(0))) {
      assertThat(reader.next(Duration.ZERO)).isEmpty();

      containers().kill(name("db"), Signal.HUP);

      assertThat(reader.next(PATIENCE)).map(Logs.LogLine::text).hasValue("got HUP");
      assertThat(reader.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void theLogOfALaterRunFollowsTheEarlierOnes() {
    start("job", ContractCommand.WRITE_UNFINISHED);
    assertThat(exitOf("job").code()).isEqualTo(0);

    containers().start(name("job"));
    assertThat(exitOf("job").code()).isEqualTo(0);

    awaitLine("job", "unfinished", 2);
  }

  @Test
  void aContainerThatNeverRanHasAnEmptyLog() {
    containers().create(service("db", ContractCommand.SERVE).spec());

    assertThat(lines("db", OptionalInt.empty())).isEmpty();
  }

  // secrets

  @Test
  void aSecretIsKeptUntilItIsRemoved() {
    SecretName name = secret();
    assertThat(runtime().secrets().find(name)).isEmpty();

    runtime().secrets().create(name, hidden("open sesame"), Map.of("team", "shop"));

    assertThat(runtime().secrets().names()).contains(name);
    SecretStatus status = runtime().secrets().find(name).orElseThrow();
    assertThat(status.name()).isEqualTo(name);
    assertThat(status.labels()).isEqualTo(Map.of("team", "shop"));
    assertThat(status.changed()).isEqualTo(status.created());
    assertThat(runtime().secrets().remove(name)).isTrue();
    assertThat(runtime().secrets().remove(name)).isFalse();
    assertThat(runtime().secrets().find(name)).isEmpty();
    assertThat(runtime().secrets().names()).doesNotContain(name);
  }

  @Test
  void aSecretsNameIsTakenOnce() {
    SecretName name = secret();
    runtime().secrets().create(name, hidden("one"), Map.of());
    String version = runtime().secrets().find(name).orElseThrow().version();

    assertThatThrownBy(() -> runtime().secrets().create(name, hidden("two"), Map.of()))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("'" + name + "'");
    assertThat(runtime().secrets().find(name).orElseThrow().version()).isEqualTo(version);
  }

  @Test
  void aSecretsVersionGoesWithItsContent() {
    SecretName name = secret();
    runtime().secrets().replace(name, hidden("one"), Map.of());
    SecretStatus first = runtime().secrets().find(name).orElseThrow();

    runtime().secrets().replace(name, hidden("two"), Map.of());
    SecretStatus second = runtime().secrets().find(name).orElseThrow();
    assertThat(second.version()).isNotEqualTo(first.version());
    assertThat(second.created()).isEqualTo(first.created());
    assertThat(second.changed()).isAfterOrEqualTo(first.changed());

    runtime().secrets().replace(name, hidden("one"), Map.of());
    assertThat(runtime().secrets().find(name).orElseThrow().version()).isEqualTo(first.version());
  }

  private SecretName secret() {
    SecretName name = new SecretName(project + "-secret");
    secrets.add(name);
    return name;
  }

  private static HiddenContent hidden(String text) {
    return HiddenContent.of(text.getBytes(StandardCharsets.UTF_8));
  }

  // volumes

  @Test
  void aVolumeIsMadeOnceAndRemovedOnce() {
    VolumePlan volume = new VolumePlan(new VolumeName(project + "_data"), project, false, Map.of());
    volumes.add(volume.name());
    assertThat(runtime().volumes().exists(volume.name())).isFalse();

    runtime().volumes().create(volume);
    runtime().volumes().create(volume);

    assertThat(runtime().volumes().exists(volume.name())).isTrue();
    assertThat(runtime().volumes().list(project)).containsExactly(volume);
    runtime().volumes().remove(volume.name());
    runtime().volumes().remove(volume.name());
    assertThat(runtime().volumes().exists(volume.name())).isFalse();
    assertThat(runtime().volumes().list(project)).isEmpty();
  }

  @Test
  void theVolumesOfAContainerAreKnownByWhereTheyAreMounted() {
    VolumePlan volume = new VolumePlan(new VolumeName(project + "_data"), project, false, Map.of());
    volumes.add(volume.name());
    runtime().volumes().create(volume);
    containers()
        .create(
            service("db", ContractCommand.SERVE)
                .volume(volume.name().value(), "/data")
                .anonymousVolume("/scratch")
                .spec());

    Map<String, Volumes.MountedVolume> mounted = runtime().volumes().of(name("db"));

    assertThat(mounted).containsOnlyKeys("/data", "/scratch");
    assertThat(mounted.values())
        .extracting(Volumes.MountedVolume::name)
        .contains(volume.name())
        .doesNotHaveDuplicates();
    assertThat(mounted.values()).allMatch(each -> each.directory().startsWith("/"));
    assertThat(runtime().volumes().of(name("web"))).isEmpty();
  }

  // projects and networks

  @Test
  void aProjectIsWhatItWasLastToldToBe() {
    Projects projects = runtime().projects();
    assertThat(projects.find(project)).isEmpty();
    projects.record(plan("db"));
    Instant created = projects.find(project).orElseThrow().created();
    PodPlan changed = plan("web");

    projects.record(changed);

    assertThat(projects.find(project)).hasValue(new Projects.Recorded(changed, created));
    assertThat(projects.list()).extracting(found -> found.plan().project()).contains(project);
    projects.remove(project);
    projects.remove(project);
    assertThat(projects.find(project)).isEmpty();
  }

  @Test
  void aNetworkIsMadeOnceAndGoneIsGone() {
    Networks networks = runtime().networks();
    NetworkPlan plan = Plans.network(project);
    assertThat(networks.find(plan.name())).isEmpty();

    NetworkStatus made = networks.create(plan);

    assertThat(networks.create(plan)).isEqualTo(made);
    assertThat(networks.find(plan.name())).hasValue(made);
    assertThat(networks.list()).contains(made);
    assertThat(made.plan()).isEqualTo(plan);
    assertThat(made.subnets()).hasSize(1);
    assertThat(made.endpoints()).isEmpty();
    networks.remove(plan.name());
    networks.remove(plan.name());
    assertThat(networks.find(plan.name())).isEmpty();
  }

  @Test
  void aNetworkKnowsThePodsAttachedToItAndStaysForThem() {
    PodPlan plan = plan("db");
    PodStatus pod = createPod(plan);
    NetworkName network = Plans.network(project).name();

    assertThat(runtime().networks().find(network).orElseThrow().endpoints())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.pod()).isEqualTo(infra());
              assertThat(endpoint.addresses()).isEqualTo(pod.attachments().get(0).addresses());
            });
    assertThatThrownBy(() -> runtime().networks().remove(network))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(infra().value());

    runtime().pods().remove(project, infra());
    assertThat(runtime().networks().find(network).orElseThrow().endpoints()).isEmpty();
  }

  // pods

  @Test
  void aPodGoesFromCreatedToRunningToStoppedToGone() {
    Pods pods = runtime().pods();
    assertThat(pods.find(project, infra())).isEmpty();

    assertThat(createPod(plan("db")).running()).isFalse();
    assertThat(pods.start(project, infra()).running()).isTrue();
    assertThat(pods.find(project, infra())).map(PodStatus::running).hasValue(true);
    assertThat(pods.list(project)).extracting(PodStatus::name).containsExactly(infra());

    pods.stop(project, infra());
    assertThat(pods.find(project, infra())).map(PodStatus::running).hasValue(false);
    pods.remove(project, infra());
    assertThat(pods.find(project, infra())).isEmpty();
  }

  @Test
  void aPodThatIsMadeAnewTakesBackTheContainersThatRestInIt() {
    start("db", ContractCommand.EXIT_7_ON_TERM);
    awaitLine("db", "ready", 1);
    stop("db", Signal.TERM, GRACE);
    runtime().pods().stop(project, infra());
    runtime().pods().remove(project, infra());

    runtime().pods().create(project, plan("db").pods().get(0));
    runtime().pods().start(project, infra());
    containers().start(name("db"));

    awaitLine("db", "ready", 2);
  }

  @Test
  void whatIsDoneToAPodTwiceIsDoneOnce() {
    Pods pods = runtime().pods();
    createPod(plan("db"));
    PodStatus first = pods.start(project, infra());

    assertThat(pods.start(project, infra())).isEqualTo(first);

    pods.stop(project, infra());
    pods.stop(project, infra());
    pods.remove(project, infra());
    pods.remove(project, infra());
    assertThat(pods.find(project, infra())).isEmpty();
  }

  @Test
  void aPodKeepsItsAddressesFromStartToStart() {
    Pods pods = runtime().pods();
    List<PodStatus.Attachment> given = createPod(plan("db")).attachments();
    assertThat(given).hasSize(1);
    assertThat(pods.start(project, infra()).attachments()).isEqualTo(given);

    pods.stop(project, infra());

    assertThat(pods.start(project, infra()).attachments()).isEqualTo(given);
  }

  @Test
  void aPodThatExistsTakesANewPlan() {
    createPod(plan("db"));
    PodPlan changed = plan("web");

    createPod(changed);

    assertThat(runtime().pods().find(project, infra()))
        .map(PodStatus::plan)
        .hasValue(changed.pods().get(0));
  }

  @Test
  void aPodJoinsAndLeavesNetworksAndKeepsToThatWhateverPlansCome() {
    PodPlan plan = plan("db");
    createPod(plan);
    runtime().pods().start(project, infra());
    NetworkPlan further = Plans.network(project, "further");
    runtime().networks().create(further);
    NetworkName first = plan.networks().get(0).name();

    runtime().pods().connect(project, infra(), AttachmentPlan.of(further.name(), List.of("db")));
    assertThat(joined()).containsExactlyInAnyOrder(first, further.name());
    createPod(plan("web"));
    assertThat(joined()).containsExactlyInAnyOrder(first, further.name());

    runtime().pods().disconnect(project, infra(), first);
    runtime().pods().disconnect(project, infra(), first);
    createPod(plan("db"));
    assertThat(joined()).containsExactly(further.name());

    runtime().pods().disconnect(project, infra(), further.name());
    runtime().networks().remove(further.name());
    assertThat(joined()).isEmpty();
  }

  private List<NetworkName> joined() {
    return runtime().pods().find(project, infra()).orElseThrow().attachments().stream()
        .map(PodStatus.Attachment::network)
        .toList();
  }

  @Test
  void aPodThatRunsPublishesOtherPortsAtOnce() {
    createPod(plan("db"));
    runtime().pods().start(project, infra());
    int port = freePort();
    PodPlan changed = Plans.pod(project, service("db", ContractCommand.SERVE).port(port));

    assertThat(createPod(changed).ports())
        .extracting(PodStatus.Publication::hostPort)
        .containsExactly(port);

    assertThat(createPod(plan("db")).ports()).isEmpty();
  }

  @Test
  void aPodThatIsGoneCannotStart() {
    assertThatThrownBy(() -> runtime().pods().start(project, infra()))
        .isInstanceOf(RuntimeFailure.class);
  }

  @Test
  void aPortThatIsTakenIsToldBeforeAnythingIsMade() {
    int port = takenPort();
    createPod(Plans.pod(project, service("web", ContractCommand.SERVE).port(port)));

    assertThatThrownBy(() -> runtime().pods().choosePorts(project, List.of(infra())))
        .isInstanceOfSatisfying(
            PortInUseException.class, failure -> assertThat(failure.port()).isEqualTo(port));

    assertThat(runtime().pods().find(project, infra())).map(PodStatus::running).hasValue(false);
  }

  @Test
  void thePortsThatWereChosenAreThosePublished() {
    int port = freePort();
    createPod(Plans.pod(project, service("web", ContractCommand.SERVE).port(port)));
    runtime().pods().choosePorts(project, List.of(infra()));

    assertThat(runtime().pods().start(project, infra()).ports())
        .extracting(PodStatus.Publication::hostPort)
        .containsExactly(port);
  }

  // later processes

  @Test
  void whatWasMadeIsKnownToWhoeverOpensTheEngineLater() {
    startReady("db", ContractCommand.SERVE);
    containers().note(name("db"), ContainerNotes.NONE.withStoppedByUser(true));
    ContainerStatus before = find("db");
    runtime().close();

    opened = open();

    assertThat(runtime().adopt(project)).containsExactly(before);
    assertThat(lines("db", OptionalInt.empty())).containsExactly("ready");
  }

  @Test
  void theEndOfAnAdoptedContainerIsTold() {
    startReady("db", ContractCommand.SERVE);
    runtime().close();
    opened = open();
    List<ContainerStatus> adopted = runtime().adopt(project);
    assertThat(adopted).hasSize(1);
    var exit = containers().exit(name("db")).toCompletableFuture();
    assertThat(exit).isNotDone();

    assertThat(stop("db", Signal.TERM, GRACE)).isPresent();

    assertThat(exit).succeedsWithin(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(find("db").state()).isEqualTo(State.EXITED);
  }

  @Test
  void closingTwiceIsHarmless() {
    runtime().close();
    runtime().close();

    opened = open();
    assertThat(runtime().adopt(project)).isEmpty();
  }

  // how the sentences above are put into calls

  private Optional<ContainerFiles.Kind> kind(String service, String path) {
    return runtime().files().kind(name(service), path, true);
  }

  private void copyIn(String service, String directory, Map<String, Optional<String>> content)
      throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    SmallTar.write(content, tar);
    runtime()
        .files()
        .copyIn(
            name(service),
            directory,
            new ByteArrayInputStream(tar.toByteArray()),
            ContainerFiles.Owners.ROOT,
            ContainerRuntimeContract::unexpected);
  }

  private Map<String, Optional<String>> copyOut(String service, String path, String name)
      throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    runtime()
        .files()
        .copyOut(name(service), path, true, name, tar, ContainerRuntimeContract::unexpected);
    return SmallTar.read(new ByteArrayInputStream(tar.toByteArray()));
  }

  private static void unexpected(String warning) {
    throw new AssertionError(warning);
  }

  private record Executed(int code, String output, String error) {}

  private ContainerRuntime runtime() {
    if (opened == null) {
      throw new IllegalStateException("the test has not begun");
    }
    return opened;
  }

  private Containers containers() {
    return runtime().containers();
  }

  private ContainerName name(String service) {
    return new ContainerName(project + "-" + service + "-1");
  }

  private ServiceBuilder service(String service, ContractCommand command) {
    return new ServiceBuilder(project, service).command(command.arguments());
  }

  private PodPlan plan(String service) {
    return Plans.pod(project, service(service, ContractCommand.SERVE));
  }

  private ContainerName infra() {
    return new ContainerName(project + "-infra");
  }

  private PodStatus createPod(PodPlan plan) {
    runtime().projects().record(plan);
    plan.networks().forEach(runtime().networks()::create);
    return runtime().pods().create(project, plan.pods().get(0));
  }

  private void takeDown() {
    runtime().pods().stop(project, infra());
    runtime().pods().remove(project, infra());
    runtime().networks().remove(Plans.network(project).name());
    runtime().projects().remove(project);
  }

  private ContainerStatus find(String service) {
    return containers().find(name(service)).orElseThrow();
  }

  private void start(String service, ContractCommand command) {
    startWith(service(service, command));
  }

  private void startWith(ServiceBuilder service) {
    ContainerSpec spec = service.spec();
    createPod(plan("db"));
    runtime().pods().start(project, infra());
    containers().create(spec);
    containers().start(spec.plan().name());
  }

  private void startReady(String service, ContractCommand command) {
    start(service, command);
    awaitLine(service, "ready", 1);
  }

  private void awaitLine(String service, String line, int times) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lines(service, OptionalInt.empty()).stream().filter(line::equals))
                    .hasSize(times));
  }

  private Optional<Integer> stop(String service, Signal signal, Duration grace) {
    return containers().stop(name(service), signal, grace).map(ExitStatus::code);
  }

  private void remove(String service) {
    containers().remove(name(service), new Containers.RemoveOptions(true));
  }

  private ExitStatus exitOf(String service) {
    return containers()
        .exit(name(service))
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private Executed exec(String service, ContractCommand command) {
    return exec(
        service,
        command,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        InputStream.nullInputStream());
  }

  private Executed exec(
      String service,
      ContractCommand command,
      Map<String, String> environment,
      Optional<String> user,
      Optional<String> workingDirectory,
      InputStream input) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    int code =
        containers()
            .exec(
                name(service),
                new ExecSpec(
                    command.arguments(),
                    environment,
                    user,
                    workingDirectory,
                    new ExecSpec.Streams.Piped(input, output, error)));
    return new Executed(
        code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
  }

  private List<String> lines(String service, OptionalInt tail) {
    try (Logs.LogReader reader = runtime().logs().open(name(service), tail)) {
      return readAll(reader).stream().map(Logs.LogLine::text).toList();
    }
  }

  private static List<Logs.LogLine> readAll(Logs.LogReader reader) {
    List<Logs.LogLine> lines = new ArrayList<>();
    Optional<Logs.LogLine> line = reader.next(Duration.ZERO);
    while (line.isPresent()) {
      lines.add(line.get());
      line = reader.next(Duration.ZERO);
    }
    return lines;
  }
}
