package io.jcompose.cli.supervisor;

import static io.jcompose.scheduler.runtime.Plans.SHOP;
import static io.jcompose.scheduler.runtime.Plans.container;
import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.ActionResult;
import io.jcompose.scheduler.DownOptions;
import io.jcompose.scheduler.KillOptions;
import io.jcompose.scheduler.StartOptions;
import io.jcompose.scheduler.StopOptions;
import io.jcompose.scheduler.UpOptions;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.fake.FakeProgram;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.time.SystemTimer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {
  private static final PodPlan TWO = pod(service("db"), service("web").after("db"));
  private static final StopOptions ALL = new StopOptions(Set.of(), Optional.empty());

  @TempDir private Path run;
  private final SystemTimer timer = new SystemTimer(Clock.systemUTC());
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final AtomicInteger rests = new AtomicInteger();
  private Supervisor supervisor;

  @BeforeEach
  void openSupervisor() {
    supervisor = Supervisor.tryOpen(SHOP, parts("1")).orElseThrow();
  }

  @AfterEach
  void close() {
    supervisor.close();
    timer.close();
  }

  private Supervisor.Parts parts(String version) {
    return new Supervisor.Parts(
        run, () -> runtime, Clock.systemUTC(), version, rests::incrementAndGet);
  }

  private RunFiles files() {
    return RunFiles.of(run, SHOP);
  }

  private SupervisorClient client() {
    return SupervisorClient.connect(files().socket(), "1").orElseThrow();
  }

  private ActionResult perform(Request request) {
    try (SupervisorClient client = client()) {
      return client.perform(request, EventSink.SILENT);
    }
  }

  private boolean runs(String service) {
    return runtime.containers().find(container(service)).orElseThrow().running();
  }

  private boolean exists(String service) {
    return runtime.containers().find(container(service)).isPresent();
  }

  @Test
  void aClientsRequestIsCarriedOutAndItHearsWhatHappens() {
    List<Event> events = new ArrayList<>();

    ActionResult result;
    try (SupervisorClient client = client()) {
      result = client.perform(new Request.Up(TWO, UpOptions.DEFAULT), events::add);
    }

    assertThat(result.succeeded()).isTrue();
    assertThat(runs("db")).isTrue();
    assertThat(runs("web")).isTrue();
    assertThat(events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.StepSucceeded.class,
                        step ->
                            assertThat(step.step().text())
                                .isEqualTo("start container shop-web-1")));
  }

  @Test
  void twoClientsAreServedOneAfterTheOther() {
    CompletableFuture<ActionResult> first =
        CompletableFuture.supplyAsync(() -> perform(new Request.Up(TWO, UpOptions.DEFAULT)));
    CompletableFuture<ActionResult> second =
        CompletableFuture.supplyAsync(() -> perform(new Request.Up(TWO, UpOptions.DEFAULT)));

    assertThat(first.join().succeeded()).isTrue();
    assertThat(second.join().succeeded()).isTrue();
    assertThat(Collections.frequency(runtime.journal(), "start shop-db-1")).isEqualTo(1);
  }

  @Test
  void whatCannotBeTriedIsToldWithItsHint() {
    perform(new Request.Up(TWO, UpOptions.DEFAULT));
    StartOptions unknown = new StartOptions(Set.of(new ServiceName("nobody")));

    assertThatThrownBy(() -> perform(new Request.Start(unknown)))
        .isInstanceOfSatisfying(
            SupervisorFailure.class, failure -> assertThat(failure.hint()).contains("'db'"))
        .hasMessageContaining("nobody");
  }

  @Test
  void aProjectHasOneSupervisor() {
    assertThat(Supervisor.tryOpen(SHOP, parts("1"))).isEmpty();
  }

  @Test
  void itHandsTheProjectOverAndWhatRunsRunsOn() throws Exception {
    perform(new Request.Up(TWO, UpOptions.DEFAULT));
    CompletableFuture<Void> end = serveUntilIdle();
    Supervisors others = new Supervisors(parts("1"), unused -> {});

    CompletableFuture<Supervisor> next = CompletableFuture.supplyAsync(() -> others.takeOver(SHOP));
    end.get(30, TimeUnit.SECONDS);

    try (Supervisor successor = next.get(30, TimeUnit.SECONDS)) {
      assertThat(runs("db")).isTrue();
      assertThat(runtime.journal()).doesNotContain("stop shop-db-1");
      assertThat(successor.isIdle()).isFalse();
    }
  }

  @Test
  void whoIsMoreThanASupervisorToSomebodyDoesNotHandTheProjectOver() {
    supervisor.stayFor("'jcompose up' in the foreground");
    Supervisors others = new Supervisors(parts("1"), unused -> {});

    assertThatThrownBy(() -> others.takeOver(SHOP))
        .isInstanceOf(SupervisorFailure.class)
        .hasMessageContaining("'jcompose up' in the foreground");
    assertThat(perform(new Request.Up(TWO, UpOptions.DEFAULT)).succeeded()).isTrue();
  }

  @Test
  void onlyRootReachesIt() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().socket())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().lock())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().directory())))
        .isEqualTo("rwx------");
  }

  @Test
  void itEndsOnceNothingRunsAndLeavesNothingBehind() throws Exception {
    perform(new Request.Up(TWO, UpOptions.DEFAULT));
    CompletableFuture<Void> end = serveUntilIdle();

    perform(new Request.Stop(ALL));

    end.get(30, TimeUnit.SECONDS);
    assertThat(files().directory()).doesNotExist();
  }

  @Test
  void itStaysWhileSomethingRuns() {
    perform(new Request.Up(TWO, UpOptions.DEFAULT));
    CompletableFuture<Void> end = serveUntilIdle();

    perform(new Request.Kill(new KillOptions(Set.of(), Signal.HUP)));

    assertThat(perform(new Request.Up(TWO, UpOptions.DEFAULT)).succeeded()).isTrue();
    assertThat(end).isNotDone();
  }

  @Test
  void itRestsOnceAfterWhatItWasAskedFor() {
    perform(new Request.Up(TWO, UpOptions.DEFAULT));
    await().until(() -> rests.get() == 1);

    perform(new Request.TellProbes());
    perform(new Request.Up(TWO, UpOptions.DEFAULT));

    await().until(() -> rests.get() == 2);
  }

  @Test
  void itWaitsForAFirstClientThoughNothingRuns() {
    CompletableFuture<Void> end = serveUntilIdle(Duration.ofMinutes(5));

    assertThat(perform(new Request.Down(DownOptions.DEFAULT)).succeeded()).isTrue();

    await().until(end::isDone);
  }

  @Test
  void awaitEndIsAnsweredWhenTheLastContainerEnds() {
    runtime.program(List.of("brief"), FakeProgram.exitAfter(Duration.ofMillis(300), 0));
    perform(new Request.Up(pod(service("once").command("brief")), UpOptions.DEFAULT));

    assertThat(perform(new Request.AwaitEnd(Set.of())).succeeded()).isTrue();
    assertThat(runs("once")).isFalse();
  }

  @Test
  void aClientThatGoesAwayCancelsItsRequest() {
    CompletableFuture<ActionResult> answer = new CompletableFuture<>();
    Thread client = new Thread(() -> answer.complete(perform(endlessUp())));
    client.start();
    await().until(() -> exists("db") && runs("db"));

    client.interrupt();

    assertThat(answer.join().cancelled()).isTrue();
    assertThat(perform(new Request.Down(DownOptions.DEFAULT)).succeeded()).isTrue();
    assertThat(runtime.journal()).doesNotContain("start shop-web-1");
  }

  @Test
  void downDoesNotWaitForAnUpThatWaits() {
    CompletableFuture<ActionResult> up = CompletableFuture.supplyAsync(() -> perform(endlessUp()));
    await().until(() -> exists("db") && runs("db"));

    assertThat(perform(new Request.Down(DownOptions.DEFAULT)).succeeded()).isTrue();

    assertThat(up.join().cancelled()).isTrue();
    assertThat(runtime.containers().list(SHOP)).isEmpty();
  }

  @Test
  void killDoesNotWaitForAStopThatWaits() {
    runtime.program(List.of("deaf"), FakeProgram.stubborn());
    PodPlan deaf = pod(service("db").command("deaf").grace(Duration.ofHours(1)));
    perform(new Request.Up(deaf, UpOptions.DEFAULT));
    CompletableFuture<ActionResult> stop =
        CompletableFuture.supplyAsync(() -> perform(new Request.Stop(ALL)));
    await().until(() -> runtime.journal().contains("stop shop-db-1"));

    assertThat(perform(new Request.Kill(new KillOptions(Set.of(), Signal.KILL))).succeeded())
        .isTrue();

    assertThat(stop.join().cancelled()).isTrue();
    await().until(() -> !runs("db"));
  }

  @Test
  void aSocketLeftByAKilledSupervisorIsReplaced() throws IOException {
    supervisor.close();
    Files.createDirectories(files().directory());
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(files().socket()));
    }
    assertThat(SupervisorClient.connect(files().socket(), "1")).isEmpty();

    supervisor = Supervisor.tryOpen(SHOP, parts("1")).orElseThrow();

    assertThat(perform(new Request.Down(DownOptions.DEFAULT)).succeeded()).isTrue();
  }

  @Test
  void aClientOfAnotherVersionIsToldWhatToDo() {
    assertThatThrownBy(() -> SupervisorClient.connect(files().socket(), "2"))
        .isInstanceOfSatisfying(
            SupervisorFailure.class,
            failure -> assertThat(failure.hint()).contains("kill " + ProcessHandle.current().pid()))
        .hasMessageContaining("version 1");
  }

  @Test
  void closingTwiceIsHarmless() {
    supervisor.close();
    Supervisor next = Supervisor.tryOpen(SHOP, parts("1")).orElseThrow();

    supervisor.close();

    assertThat(files().lock()).exists();
    next.close();
  }

  /** An up that waits for a database to come to its end, which it never does. */
  private static Request endlessUp() {
    return new Request.Up(
        pod(service("db"), service("web").after("db", Condition.COMPLETED_SUCCESSFULLY)),
        UpOptions.DEFAULT);
  }

  private CompletableFuture<Void> serveUntilIdle() {
    return serveUntilIdle(Duration.ZERO);
  }

  private CompletableFuture<Void> serveUntilIdle(Duration patience) {
    return CompletableFuture.runAsync(
        () -> {
          supervisor.serveUntilIdle(patience);
          supervisor.close();
        });
  }
}
