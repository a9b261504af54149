package io.jcompose.scheduler;

import static io.jcompose.scheduler.runtime.Plans.SHOP;
import static io.jcompose.scheduler.runtime.Plans.container;
import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.UpdateStrategy;
import io.jcompose.model.plan.Upkeep;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.project.OnUnhealthy;
import io.jcompose.model.project.Rerun;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.event.EventSink;
import io.jcompose.scheduler.fake.FakeProgram;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.fake.ManualTimer;
import io.jcompose.scheduler.reconcile.UpChoices;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.RuntimeCapabilities;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrchestratorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Upkeep RESTART_IF_UNHEALTHY =
      new Upkeep(
          Rerun.CHANGED,
          OnUnhealthy.RESTART,
          UpdateStrategy.DEFAULT,
          UpdateStrategy.DEFAULT,
          false);
  private final ManualTimer timer = new ManualTimer();
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private Orchestrator orchestrator = new Orchestrator(runtime, events::add, timer, 4);

  /** Each poll moves the clock on, which costs nothing. */
  @BeforeAll
  static void pollOften() {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(2));
  }

  @AfterEach
  void close() {
    orchestrator.close();
  }

  // up

  @Test
  void upMakesEverythingBeforeAnythingStartsAndStartsInOrder() {
    ActionResult result = up(pod(service("web").after("db"), service("db")));

    assertThat(result.failures()).isEmpty();
    assertThat(states())
        .containsOnly(
            Map.entry("shop-db-1", State.RUNNING), Map.entry("shop-web-1", State.RUNNING));
    assertThat(runtime.journal())
        .containsSubsequence(
            "create shop-web-1", "start pod shop-infra", "start shop-db-1", "start shop-web-1");
  }

  @Test
  void upAgainDoesNothing() {
    PodPlan plan = pod(service("web").after("db"), service("db"));
    up(plan);

    assertThat(up(plan).steps()).isZero();
  }

  @Test
  void upOfOneServiceBringsWhatItDependsOnAndNothingElse() {
    PodPlan plan = pod(service("web").after("db"), service("db"), service("mail"));

    orchestrator.up(plan, UpOptions.DEFAULT.withServices(Set.of(new ServiceName("web"))));

    assertThat(states()).containsOnlyKeys("shop-db-1", "shop-web-1");
  }

  @Test
  void aContainerThatEndsForAPortInUseIsToldWhichNeighbourHasIt() {
    runtime.program(List.of("first"), process -> process.listen(new Port(80, Protocol.TCP)));
    runtime.program(
        List.of("second"),
        process -> {
          process.errorln("bind() to 0.0.0.0:80 failed (98: Address already in use)");
          process.exit(1);
        });

    up(
        pod(
            service("web").command(List.of("first")),
            service("api").command(List.of("second")).after("web")));

    await()
        .untilAsserted(
            () ->
                assertThat(events)
                    .filteredOn(Event.Warning.class::isInstance)
                    .map(event -> ((Event.Warning) event).message())
                    .containsExactly(
                        "container shop-api-1 found its port in use: service 'web' (shop-web-1)"
                            + " listens on 80/tcp in the same pod: write 'x-jcompose: {topology:"
                            + " bridge}' at the top of the file to give every service an address"
                            + " of its own, or declare the port under 'expose' of both"));
  }

  @Test
  void aServiceThatIsNotInTheFileCannotBeBroughtUp() {
    PodPlan plan = pod(service("web"));
    UpOptions options = UpOptions.DEFAULT.withServices(Set.of(new ServiceName("wep")));

    assertThatThrownBy(() -> orchestrator.up(plan, options))
        .isInstanceOf(UnknownServiceException.class)
        .hasMessage("no such service: wep");
    assertThat(runtime.journal()).isEmpty();
  }

  @Test
  void aMissingImageIsToldBeforeAnythingIsMade() {
    ActionResult result = up(pod(service("web").image("web:1"), service("db")));

    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.object()).isEqualTo("service web");
              assertThat(failure.message()).isEqualTo("image 'web:1' is not on this host");
              assertThat(failure.hint()).contains("jcompose load -i FILE");
            });
    assertThat(runtime.journal()).isEmpty();
  }

  @Test
  void whatTheRuntimeDoesNotOfferIsToldBeforeAnythingIsMade() {
    runtime.without(RuntimeCapabilities.Feature.INIT, "install the package 'tini'");

    ActionResult result = up(pod(service("web").init(), service("db")));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message, ActionResult.Failure::hint)
        .containsExactly(
            tuple(
                "services.web.init needs INIT, which runtime 'fake' does not offer here",
                "install the package 'tini'"));
    assertThat(runtime.journal()).isEmpty();
  }

  @Test
  void aMissingExternalVolumeIsToldBeforeAnythingIsMade() {
    ActionResult result = up(pod(service("db").externalVolume("precious", "/data")));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("external volume 'precious' does not exist");
    assertThat(runtime.journal()).isEmpty();
  }

  @Test
  void aPortInUseIsToldBeforeAnythingStarts() {
    runtime.occupyPort(8080, "process 1234 (nginx)");

    ActionResult result = up(pod(service("web").port(8080)));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::object, ActionResult.Failure::message)
        .containsExactly(
            tuple(
                "ports of shop",
                "cannot publish port 8080 for service 'web': process 1234 (nginx) uses it"));
    assertThat(states()).containsOnly(Map.entry("shop-web-1", State.CREATED));
  }

  @Test
  void upWaitsUntilADependencyIsHealthy() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1));
    PodPlan plan = pod(service("web").after("db", Condition.HEALTHY), service("db").probe("ping"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures()).isEmpty();
    assertThat(notes("db").health()).hasValue(ContainerNotes.Health.HEALTHY);
    assertThat(states()).containsEntry("shop-web-1", State.RUNNING);
  }

  @Test
  void aDependencyThatGetsUnhealthyIsNamedWithItsLastOutputAndItsDependentsNeverStart() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1000));
    runtime.program(
        List.of("talk"),
        process -> {
          FakeProgram.serve().begin(process);
          process.println("cannot open the disk");
        });
    PodPlan plan =
        pod(
            service("web").after("db", Condition.HEALTHY),
            service("db").command("talk").probe("ping"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures())
        .containsExactly(
            new ActionResult.Failure(
                "container shop-db-1",
                "dependency failed to start: container shop-db-1 is unhealthy",
                "see 'jcompose logs db', and try its 'healthcheck.test' by hand with 'jcompose"
                    + " exec'",
                List.of("probe 2"),
                List.of("cannot open the disk")));
    assertThat(states())
        .containsOnly(
            Map.entry("shop-db-1", State.RUNNING), Map.entry("shop-web-1", State.CREATED));
  }

  @Test
  void aProbeThatRunsIntoABugHasFailedAndProbingGoesOn() {
    AtomicInteger probes = new AtomicInteger();
    runtime.program(
        List.of("ping"),
        process -> {
          if (probes.incrementAndGet() == 1) {
            throw new IllegalStateException("no such thread");
          }
          process.exit(0);
        });
    PodPlan plan = pod(service("web").after("db", Condition.HEALTHY), service("db").probe("ping"));

    assertThat(whileTimePasses(() -> up(plan)).failures()).isEmpty();
    assertThat(probes).hasValueGreaterThan(1);
  }

  @Test
  void theBugThatAProbeRunsIntoIsNoted() {
    runtime.program(
        List.of("ping"),
        process -> {
          throw new IllegalStateException("no such thread");
        });
    PodPlan plan = pod(service("web").after("db", Condition.HEALTHY), service("db").probe("ping"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures()).isNotEmpty();
    assertThat(notes("db").healthOutput()).contains("no such thread");
  }

  @Test
  void aBugInAStepFliesToTheCallerAndTheNextActionWorks() {
    runtime.program(
        List.of("web"),
        process -> {
          process.exit(1);
          throw new IllegalStateException("no such thread");
        });
    PodPlan plan = pod(service("web").command("web").after("db"), service("db"));

    assertThatThrownBy(() -> up(plan)).isInstanceOf(IllegalStateException.class);

    runtime.program(List.of("web"), FakeProgram.serve());
    assertThat(down(DownOptions.DEFAULT).failures()).isEmpty();
    assertThat(up(plan).failures()).isEmpty();
  }

  @Test
  void aDependencyThatExitsBeforeItIsHealthyFails() {
    runtime.program(List.of("crash"), FakeProgram.exit(3));
    PodPlan plan =
        pod(
            service("web").after("db", Condition.HEALTHY),
            service("db").command("crash").probe("ping"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("dependency failed to start: container shop-db-1 exited (3)");
  }

  @Test
  void waitingForHealthWithoutAHealthCheckFails() {
    ActionResult result = up(pod(service("web").after("db", Condition.HEALTHY), service("db")));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly(
            "dependency failed to start: container shop-db-1 has no healthcheck configured");
  }

  @Test
  void aOneShotThatFailsKeepsItsDependentsFromStarting() {
    runtime.program(List.of("migrate"), FakeProgram.exitAfter(SECOND, 4));
    PodPlan plan =
        pod(
            service("web").after("setup", Condition.COMPLETED_SUCCESSFULLY),
            service("setup").command("migrate"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("service 'setup' didn't complete successfully: exit 4");
    assertThat(states()).containsEntry("shop-web-1", State.CREATED);
  }

  @Test
  void anOptionalDependencyThatFailsOnlyWarns() {
    runtime.program(List.of("migrate"), FakeProgram.exit(4));
    PodPlan plan =
        pod(
            service("web").ifPossibleAfter("setup", Condition.COMPLETED_SUCCESSFULLY),
            service("setup").command("migrate"));

    ActionResult result = whileTimePasses(() -> up(plan));

    assertThat(result.failures()).isEmpty();
    assertThat(result.warnings())
        .containsExactly("optional service 'setup' didn't complete successfully: exit 4");
    assertThat(states()).containsEntry("shop-web-1", State.RUNNING);
  }

  @Test
  void waitingCountsAOneShotThatEndedWellAsDone() {
    runtime.program(List.of("migrate"), FakeProgram.exitAfter(SECOND, 0));
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1));
    PodPlan plan = pod(service("web").probe("ping"), service("setup").command("migrate"));

    ActionResult result =
        whileTimePasses(
            () -> orchestrator.up(plan, UpOptions.DEFAULT.withGoal(UpChoices.Goal.READY)));

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void waitingEndsWhenTheTimeIsUp() {
    runtime.program(List.of("ping"), process -> {});
    PodPlan plan = pod(service("web").probe("ping"));
    UpOptions options =
        new UpOptions(
            Set.of(),
            true,
            Optional.of(Duration.ofSeconds(3)),
            UpChoices.DEFAULT.withGoal(UpChoices.Goal.READY));

    ActionResult result = whileTimePasses(() -> orchestrator.up(plan, options));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("container shop-web-1 is not ready after 3s");
  }

  @Test
  void whatDoesNotNeedAFailedServiceStartsAllTheSame() {
    runtime.missingProgram(List.of("typo"));
    PodPlan plan = pod(service("web").after("db"), service("db").command("typo"), service("mail"));

    ActionResult result = up(plan);

    assertThat(result.failures())
        .extracting(ActionResult.Failure::object)
        .containsExactly("container shop-db-1");
    assertThat(states())
        .containsEntry("shop-web-1", State.CREATED)
        .containsEntry("shop-mail-1", State.RUNNING);
  }

  @Test
  void interruptingAnActionCancelsIt() throws Exception {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1000));
    PodPlan plan = pod(service("web").after("db", Condition.HEALTHY), service("db").probe("ping"));
    CompletableFuture<ActionResult> result = new CompletableFuture<>();
    Thread caller = new Thread(() -> result.complete(up(plan)));
    caller.start();
    await().until(() -> states().get("shop-db-1") == State.RUNNING);

    caller.interrupt();
    caller.join();

    assertThat(result.join().cancelled()).isTrue();
    assertThat(result.join().failures()).isEmpty();
    assertThat(states()).containsEntry("shop-web-1", State.CREATED);
  }

  // stop, start, restart, kill, down

  @Test
  void stopEndsDependentsFirstAndFreesThePorts() {
    up(pod(service("web").after("db").port(8080), service("db")));

    ActionResult result = stop();

    assertThat(result.failures()).isEmpty();
    assertThat(runtime.journal())
        .containsSubsequence("stop shop-web-1", "stop shop-db-1", "stop pod shop-infra");
    assertThat(states()).containsValues(State.EXITED).doesNotContainValue(State.RUNNING);
  }

  @Test
  void siblingsStopSideBySideUpToTheParallelism() {
    runtime.program(List.of("stubborn"), FakeProgram.stubborn());
    up(
        pod(
            service("a").command("stubborn"),
            service("b").command("stubborn"),
            service("c").command("stubborn"),
            service("d").command("stubborn"),
            service("e").command("stubborn")));

    CompletableFuture<ActionResult> result = CompletableFuture.supplyAsync(this::stop);

    await().until(() -> stops() >= 4);
    assertThat(stops()).isEqualTo(4);
    timer.advance(Duration.ofSeconds(10));
    await().until(() -> stops() == 5);
    await()
        .until(
            () -> {
              timer.advance(Duration.ofSeconds(10));
              return result.isDone();
            });
    assertThat(result.join().failures()).isEmpty();
  }

  @Test
  void whatIsStoppedStaysStoppedWhateverItsPolicySays() {
    up(pod(service("db").restart(RestartPolicy.Kind.ALWAYS)));

    stop();
    timer.advance(Duration.ofMinutes(5));
    orchestrator.close();
    orchestrator = new Orchestrator(runtime, events::add, timer, 4);
    orchestrator.supervise(SHOP);
    timer.advance(Duration.ofMinutes(5));

    assertThat(states()).containsEntry("shop-db-1", State.EXITED);
    assertThat(notes("db").stoppedByUser()).isTrue();
  }

  @Test
  void whatIsStartedAgainIsUnderItsPolicyAgain() {
    up(pod(service("db").restart(RestartPolicy.Kind.ALWAYS)));
    stop();

    ActionResult result = orchestrator.start(SHOP, new StartOptions(Set.of()));

    assertThat(result.failures()).isEmpty();
    assertThat(notes("db").stoppedByUser()).isFalse();
    runtime.containers().kill(container("db"), Signal.KILL);
    awaitRestarts("db", 1);
  }

  @Test
  void restartKeepsTheContainerAndStartsItAnew() {
    up(pod(service("db")));
    String id = runtime.containers().find(container("db")).orElseThrow().id();

    ActionResult result = orchestrator.restart(SHOP, RestartOptions.DEFAULT);

    assertThat(result.failures()).isEmpty();
    assertThat(states()).containsEntry("shop-db-1", State.RUNNING);
    assertThat(runtime.containers().find(container("db")).orElseThrow().id()).isEqualTo(id);
    assertThat(runtime.journal())
        .containsSubsequence("start shop-db-1", "stop shop-db-1", "start shop-db-1");
  }

  @Test
  void aKilledContainerIsNotRestartedByItsPolicy() {
    up(pod(service("db").restart(RestartPolicy.Kind.ALWAYS)));

    orchestrator.kill(SHOP, new KillOptions(Set.of(), Signal.KILL));
    await().until(() -> states().get("shop-db-1") == State.EXITED);
    timer.advance(Duration.ofMinutes(5));

    assertThat(states()).containsEntry("shop-db-1", State.EXITED);
  }

  @Test
  void downLeavesNothingButVolumes() {
    PodPlan plan = pod(service("web").after("db"), service("db").volume("shop_data", "/data"));
    up(plan);

    assertThat(down(DownOptions.DEFAULT).failures()).isEmpty();

    assertThat(states()).isEmpty();
    assertThat(runtime.projects().list()).isEmpty();
    assertThat(runtime.volumes().list(SHOP)).hasSize(1);
    assertThat(down(DownOptions.DEFAULT.withVolumes(true)).failures()).isEmpty();
    assertThat(runtime.volumes().list(SHOP)).isEmpty();
    assertThat(down(DownOptions.DEFAULT).steps()).isZero();
  }

  @Test
  void downGoesOnAfterAFailureAndASecondCallFinishesTheJob() {
    up(pod(service("web").after("db"), service("db")));
    runtime.breakDown("remove shop-web-1", "device or resource busy");

    ActionResult first = down(DownOptions.DEFAULT);

    assertThat(first.failures())
        .extracting(ActionResult.Failure::object)
        .containsExactly("container shop-web-1");
    assertThat(states()).containsOnlyKeys("shop-web-1");
    runtime.mend("remove shop-web-1");
    assertThat(down(DownOptions.DEFAULT).failures()).isEmpty();
    assertThat(states()).isEmpty();
    assertThat(runtime.projects().list()).isEmpty();
  }

  @Test
  void startCanWaitUntilReadyForAWhile() {
    runtime.program(List.of("ping"), process -> {});
    up(pod(service("db").probe("ping")));
    stop();

    ActionResult result =
        whileTimePasses(
            () ->
                orchestrator.start(
                    SHOP, new StartOptions(Set.of(), true, Optional.of(Duration.ofSeconds(3)))));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("container shop-db-1 is not ready after 3s");
    assertThat(states()).containsEntry("shop-db-1", State.RUNNING);
  }

  @Test
  void aRehearsalDecidesAndTouchesNothing() {
    PodPlan plan = pod(service("web").after("db"), service("db"));
    up(plan);
    List<String> before = List.copyOf(runtime.journal());
    StringBuilder told = new StringBuilder();

    try (Orchestrator rehearsing =
        Orchestrator.rehearsing(
            runtime, Clock.systemUTC(), Set.of(), steps -> told.append(steps.text()))) {
      ActionResult result = rehearsing.kill(SHOP, new KillOptions(Set.of(), Signal.KILL));
      assertThat(result.steps()).isEqualTo(2);
      assertThat(rehearsing.down(SHOP, DownOptions.DEFAULT).succeeded()).isTrue();
      assertThat(rehearsing.up(plan, UpOptions.DEFAULT).steps()).isZero();
    }

    assertThat(told.toString())
        .contains("kill container shop-web-1 (SIGKILL)", "remove pod shop-infra");
    assertThat(runtime.journal()).isEqualTo(before);
    assertThat(states()).containsValues(State.RUNNING).doesNotContainValue(State.EXITED);
  }

  // hooks

  @Test
  void aContainerThatFailsBeforeTheStartLeavesItsServiceCreated() {
    runtime.program(List.of("migrate"), FakeProgram.exit(4));

    ActionResult result =
        up(pod(service("web").command("migrate").preStart(1), service("web"), service("db")));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("pre_start hook 1 of service 'web' didn't complete successfully: exit 4");
    assertThat(states())
        .containsEntry("shop-web-1", State.CREATED)
        .containsEntry("shop-db-1", State.RUNNING);
  }

  @Test
  void hooksAreRunInOrderInTheContainerAsTheirFileSays() {
    List<String> runs = new CopyOnWriteArrayList<>();
    for (String hook : List.of("first", "second", "bye")) {
      runtime.program(
          List.of(hook),
          process -> {
            runs.add(hook + " by " + process.user() + " " + process.environment().get("HOOK"));
            process.exit(0);
          });
    }
    up(pod(service("db").postStart("first").postStart("second").preStop("bye")));
    assertThat(runs).containsExactly("first by hooker yes", "second by hooker yes");

    stop();
    assertThat(runs).hasSize(3).last().isEqualTo("bye by hooker yes");
  }

  @Test
  void aHookThatFailsAfterTheStartFailsUpAndTheContainerRunsOn() {
    runtime.program(
        List.of("greet", "all"),
        process -> {
          process.println("nobody is here");
          process.exit(3);
        });
    PodPlan plan = pod(service("web").after("db"), service("db").postStart("greet", "all"));

    ActionResult result = up(plan);

    assertThat(result.failures())
        .containsExactly(
            new ActionResult.Failure(
                "post_start hook 1 of shop-db-1",
                "'greet all' ended with code 3",
                "the container runs on; correct the hook, and 'jcompose restart db' runs it again",
                List.of(),
                List.of("nobody is here")));
    assertThat(states())
        .containsOnly(
            Map.entry("shop-db-1", State.RUNNING), Map.entry("shop-web-1", State.CREATED));
  }

  @Test
  void aHookThatFailsBeforeTheStopIsToldAndTheContainerIsStoppedAllTheSame() {
    runtime.missingProgram(List.of("bye"));
    up(pod(service("db").preStop("bye").preStop("serve")));

    ActionResult result = down(DownOptions.DEFAULT);

    assertThat(result.failures())
        .extracting(ActionResult.Failure::object, ActionResult.Failure::message)
        .containsExactly(
            tuple("pre_stop hook 1 of shop-db-1", "'bye' does not exist in the container"));
    assertThat(states()).isEmpty();
    assertThat(runtime.projects().list()).isEmpty();
  }

  @Test
  void aContainerThatEndsDuringItsHookNeedsNoStop() {
    runtime.program(
        List.of("bye"),
        process -> {
          runtime.containers().kill(container("db"), Signal.KILL);
          process.exit(137);
        });
    up(pod(service("db").preStop("bye")));

    assertThat(stop().failures()).isEmpty();
  }

  @Test
  void aRestartByThePolicyRunsNoHooks() {
    AtomicInteger runs = new AtomicInteger();
    runtime.program(
        List.of("hello"),
        process -> {
          runs.incrementAndGet();
          process.exit(0);
        });
    up(pod(service("db").postStart("hello").restart(RestartPolicy.Kind.ALWAYS)));
    runtime.containers().kill(container("db"), Signal.KILL);
    awaitRestarts("db", 1);

    assertThat(runs).hasValue(1);
    orchestrator.restart(SHOP, RestartOptions.DEFAULT);
    assertThat(runs).hasValue(2);
  }

  // supervision

  @Test
  void aContainerThatEndsIsStartedAgainWithGrowingPauses() {
    runtime.program(List.of("crash"), FakeProgram.exit(1));
    up(pod(service("db").command("crash").restart(RestartPolicy.Kind.ON_FAILURE, 3)));

    awaitRestarts("db", 3);

    await().until(() -> pauses().size() == 3);
    assertThat(pauses())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    await().until(() -> orchestrator.supervise(SHOP).ended().toCompletableFuture().isDone());
    assertThat(states()).containsEntry("shop-db-1", State.EXITED);
  }

  @Test
  void aProjectHasNotEndedBeforeTheLastEndIsTold() {
    List<Boolean> endedWhenTold = new CopyOnWriteArrayList<>();
    EventSink asker =
        event -> {
          if (event instanceof Event.ContainerExited) {
            endedWhenTold.add(orchestrator.supervise(SHOP).ended().toCompletableFuture().isDone());
          }
        };
    orchestrator.close();
    orchestrator = new Orchestrator(runtime, asker, timer, 4);
    runtime.program(List.of("brief"), process -> process.after(SECOND, () -> process.exit(0)));
    up(pod(service("job").command("brief")));

    timer.advance(SECOND);

    await().until(() -> orchestrator.supervise(SHOP).ended().toCompletableFuture().isDone());
    assertThat(endedWhenTold).containsExactly(false);
  }

  @Test
  void aPolicyWithADelayWaitsThatLongEachTime() {
    runtime.program(List.of("crash"), FakeProgram.exit(1));
    Duration delay = Duration.ofSeconds(3);
    RestartPolicy policy =
        new RestartPolicy(RestartPolicy.Kind.ALWAYS, 2, Optional.of(delay), Optional.empty());

    up(pod(service("db").command("crash").restart(policy)));
    awaitRestarts("db", 2);

    await().until(() -> orchestrator.supervise(SHOP).ended().toCompletableFuture().isDone());
    assertThat(pauses()).containsExactly(delay, delay);
  }

  @Test
  void aRunAsLongAsTheWindowMakesTheNextAttemptTheFirstAgain() {
    AtomicInteger runs = new AtomicInteger();
    runtime.program(
        List.of("unsteady"),
        process -> {
          // the third run is long enough
          Duration time = runs.incrementAndGet() == 3 ? SECOND.multipliedBy(30) : SECOND;
          process.after(time, () -> process.exit(1));
        });
    RestartPolicy policy =
        new RestartPolicy(
            RestartPolicy.Kind.ON_FAILURE,
            2,
            Optional.empty(),
            Optional.of(SECOND.multipliedBy(5)));

    up(pod(service("db").command("unsteady").restart(policy)));
    CompletableFuture<Void> ended = orchestrator.supervise(SHOP).ended().toCompletableFuture();
    await()
        .until(
            () -> {
              timer.advance(SECOND);
              return ended.isDone();
            });

    assertThat(runs).hasValue(5);
    assertThat(notes("db").restarts()).isEqualTo(4);
    assertThat(notes("db").attempts()).isEqualTo(2);
  }

  @Test
  void anUnhealthyContainerIsRestartedIfTheFileSaysSoWhateverItsPolicy() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(2));

    up(pod(service("db").probe("ping").upkeep(RESTART_IF_UNHEALTHY)));
    awaitRestarts("db", 1);

    whileTimePassesUntil(() -> notes("db").health().equals(Optional.of(Health.HEALTHY)));
    assertThat(states()).containsEntry("shop-db-1", State.RUNNING);
    assertThat(warnings()).containsExactly("container shop-db-1 is unhealthy and is restarted");
    assertThat(runtime.journal()).containsSubsequence("kill shop-db-1", "start shop-db-1");
  }

  @Test
  void anUnhealthyContainerThatDoesNotHeedItsStopSignalIsKilledAfterItsGracePeriod() {
    runtime.program(List.of("stubborn"), FakeProgram.stubborn());
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(2));

    up(
        pod(
            service("db")
                .command("stubborn")
                .grace(Duration.ofSeconds(3))
                .probe("ping")
                .upkeep(RESTART_IF_UNHEALTHY)));
    whileTimePassesUntil(() -> notes("db").restarts() == 1);

    assertThat(runtime.journal().stream().filter("kill shop-db-1"::equals)).hasSize(2);
    assertThat(exitCodes()).containsExactly(137);
  }

  @Test
  void restartsOfAContainerThatNeverGetsHealthyAreFurtherAndFurtherApart() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1000));

    up(pod(service("db").probe("ping").upkeep(RESTART_IF_UNHEALTHY)));
    whileTimePassesUntil(() -> pauses().size() == 3);

    assertThat(pauses())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void anUnhealthyContainerThatTheUserStopsStaysStopped() {
    runtime.program(List.of("stubborn"), FakeProgram.stubborn());
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(1000));
    up(
        pod(
            service("db")
                .command("stubborn")
                .grace(Duration.ofSeconds(2))
                .probe("ping")
                .upkeep(RESTART_IF_UNHEALTHY)));
    whileTimePassesUntil(() -> runtime.journal().contains("kill shop-db-1"));

    whileTimePasses(this::stop);
    timer.advance(Duration.ofMinutes(2));

    assertThat(states()).containsEntry("shop-db-1", State.EXITED);
    assertThat(pauses()).isEmpty();
  }

  @Test
  void anUnhealthyContainerIsLeftAloneUnlessTheFileSaysOtherwise() {
    runtime.program(List.of("ping"), FakeProgram.succeedAfter(3));

    up(pod(service("db").probe("ping").restart(RestartPolicy.Kind.ALWAYS)));
    whileTimePassesUntil(() -> notes("db").health().equals(Optional.of(Health.HEALTHY)));

    assertThat(exitCodes()).isEmpty();
  }

  @Test
  void afterABootUpStartsAllInOrderWhateverTheirPoliciesSay() {
    PodPlan plan =
        pod(
            service("web").after("db").restart(RestartPolicy.Kind.ALWAYS),
            service("db").restart(RestartPolicy.Kind.UNLESS_STOPPED));
    up(plan);
    orchestrator.close();
    runtime.reboot();
    int before = runtime.journal().size();

    orchestrator = new Orchestrator(runtime, events::add, timer, 4);
    orchestrator.supervise(SHOP);
    timer.advance(Duration.ofMinutes(2));
    ActionResult result = up(plan);

    assertThat(result.failures()).isEmpty();
    assertThat(runtime.journal().subList(before, runtime.journal().size()))
        .containsExactly("start pod shop-infra", "start shop-db-1", "start shop-web-1");
    assertThat(pauses()).isEmpty();
  }

  @Test
  void theSupervisionEndsWhenNothingRunsAnyMore() {
    up(pod(service("web"), service("db")));
    CompletableFuture<Void> ended = orchestrator.supervise(SHOP).ended().toCompletableFuture();
    assertThat(ended).isNotDone();

    runtime.containers().kill(container("web"), Signal.KILL);
    await().until(() -> exits() == 1);
    assertThat(ended).isNotDone();
    runtime.containers().kill(container("db"), Signal.KILL);

    await().untilAsserted(() -> assertThat(ended).isDone());
  }

  @Test
  void whatEndedWhileNobodyWatchedIsStartedAgainByWhoeverAdoptsIt() {
    up(pod(service("db").restart(RestartPolicy.Kind.ALWAYS)));
    orchestrator.close();
    runtime.containers().kill(container("db"), Signal.KILL);

    orchestrator = new Orchestrator(runtime, events::add, timer, 4);
    orchestrator.supervise(SHOP);

    awaitRestarts("db", 1);
    assertThat(states()).containsEntry("shop-db-1", State.RUNNING);
  }

  @Test
  void nobodyAsksForTheHealthOfAPausedContainer() {
    AtomicInteger probes = new AtomicInteger();
    runtime.program(
        List.of("ping"),
        process -> {
          probes.incrementAndGet();
          process.exit(0);
        });
    up(pod(service("db").probe("ping")));
    whileTimePasses(() -> awaitProbes(probes, 1));

    orchestrator.pause(SHOP, new PauseOptions(Set.of()));
    int before = probes.get();
    timer.advance(Duration.ofHours(1));
    assertThat(probes).hasValue(before);
    assertThat(notes("db").health()).hasValue(ContainerNotes.Health.HEALTHY);

    orchestrator.unpause(SHOP, new PauseOptions(Set.of()));
    whileTimePasses(() -> awaitProbes(probes, before + 1));
    assertThat(states()).containsOnly(Map.entry("shop-db-1", State.RUNNING));
  }

  @Test
  void whoAdoptsAPausedContainerLeavesItAndItsHealthAlone() {
    AtomicInteger probes = new AtomicInteger();
    runtime.program(
        List.of("ping"),
        process -> {
          probes.incrementAndGet();
          process.exit(0);
        });
    up(pod(service("db").probe("ping")));
    orchestrator.pause(SHOP, new PauseOptions(Set.of()));
    orchestrator.close();
    int before = probes.get();

    orchestrator = new Orchestrator(runtime, events::add, timer, 4);
    orchestrator.supervise(SHOP);
    timer.advance(Duration.ofHours(1));

    assertThat(probes).hasValue(before);
    assertThat(states()).containsOnly(Map.entry("shop-db-1", State.PAUSED));
    orchestrator.unpause(SHOP, new PauseOptions(Set.of()));
    whileTimePasses(() -> awaitProbes(probes, before + 1));
  }

  @Test
  void aSignalThatIsMeantToEndReachesAPausedContainer() {
    up(pod(service("db").restart(RestartPolicy.Kind.ALWAYS)));
    orchestrator.pause(SHOP, new PauseOptions(Set.of()));

    orchestrator.kill(SHOP, new KillOptions(Set.of(), Signal.TERM));

    await().until(() -> states().containsValue(State.EXITED));
  }

  @Test
  void pausingWhatIsPausedIsAFailureForThoseWhoNameIt() {
    up(pod(service("web"), service("db")));
    PauseOptions db = new PauseOptions(Set.of(new ServiceName("db")));
    assertThat(orchestrator.pause(SHOP, db).failures()).isEmpty();

    assertThat(orchestrator.pause(SHOP, db).failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly("cannot pause container 'shop-db-1': it is paused already");
    assertThat(orchestrator.pause(SHOP, new PauseOptions(Set.of())).failures()).isEmpty();
    assertThat(states().values()).containsOnly(State.PAUSED);
  }

  // how the sentences above are put into calls

  private static ActionResult awaitProbes(AtomicInteger probes, int times) {
    await().until(() -> probes.get() >= times);
    return new ActionResult(0, List.of(), List.of(), false);
  }

  private ActionResult up(PodPlan plan) {
    return orchestrator.up(plan, UpOptions.DEFAULT);
  }

  private ActionResult stop() {
    return orchestrator.stop(SHOP, new StopOptions(Set.of(), Optional.empty()));
  }

  private ActionResult down(DownOptions options) {
    return orchestrator.down(SHOP, options);
  }

  /** Carries out an action on another thread and lets time pass until it is over. */
  private ActionResult whileTimePasses(Supplier<ActionResult> action) {
    CompletableFuture<ActionResult> result = CompletableFuture.supplyAsync(action);
    await()
        .until(
            () -> {
              timer.advance(Duration.ofMillis(100));
              return result.isDone();
            });
    return result.join();
  }

  private void whileTimePassesUntil(BooleanSupplier reached) {
    await()
        .until(
            () -> {
              timer.advance(Duration.ofMillis(500));
              return reached.getAsBoolean();
            });
  }

  private List<String> warnings() {
    return events.stream()
        .filter(Event.Warning.class::isInstance)
        .map(event -> ((Event.Warning) event).message())
        .toList();
  }

  private List<Integer> exitCodes() {
    return events.stream()
        .filter(Event.ContainerExited.class::isInstance)
        .map(event -> ((Event.ContainerExited) event).code())
        .toList();
  }

  private void awaitRestarts(String service, int times) {
    await()
        .until(
            () -> {
              timer.advance(Duration.ofMillis(100));
              return notes(service).restarts() == times && !notes(service).restarting();
            });
  }

  private List<Duration> pauses() {
    return events.stream()
        .filter(Event.ContainerRestarting.class::isInstance)
        .map(event -> ((Event.ContainerRestarting) event).delay())
        .toList();
  }

  private long stops() {
    return runtime.journal().stream().filter(entry -> entry.startsWith("stop shop-")).count();
  }

  private long exits() {
    return events.stream().filter(Event.ContainerExited.class::isInstance).count();
  }

  private ContainerNotes notes(String service) {
    return runtime.containers().find(container(service)).orElseThrow().notes();
  }

  private Map<String, State> states() {
    Map<String, State> states = new TreeMap<>();
    for (ContainerStatus status : runtime.containers().list(SHOP)) {
      states.put(status.name().value(), status.state());
    }
    return states;
  }
}
