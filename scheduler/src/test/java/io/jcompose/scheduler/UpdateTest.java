package io.jcompose.scheduler;

import static io.jcompose.scheduler.runtime.Plans.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.value.ContainerName;
import io.jcompose.scheduler.event.Event;
import io.jcompose.scheduler.fake.FakeProgram;
import io.jcompose.scheduler.fake.FakeRuntime;
import io.jcompose.scheduler.fake.ManualTimer;
import io.jcompose.scheduler.reconcile.ComposeText;
import io.jcompose.scheduler.runtime.ContainerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Updates of services a few replicas at a time: what becomes of them while time passes. */
@Timeout(60)
class UpdateTest {
  private final ManualTimer timer = new ManualTimer();
  private final FakeRuntime runtime = new FakeRuntime(timer);
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Orchestrator orchestrator = new Orchestrator(runtime, events::add, timer, 4);

  @BeforeEach
  void teachPrograms() {
    runtime.image("web", "sha256:" + "1".repeat(64), ImageConfig.EMPTY);
    runtime.program(List.of("crash", "soon"), FakeProgram.exitAfter(Duration.ofSeconds(2), 7));
    runtime.program(
        List.of("crash"),
        process -> {
          process.println("no such table");
          process.exit(7);
        });
    runtime.program(List.of("ping"), FakeProgram.exit(0));
    runtime.program(List.of("fail"), FakeProgram.exit(1));
  }

  @AfterEach
  void close() {
    orchestrator.close();
  }

  @Test
  void eachReplicaIsWatchedForAWhileBeforeTheNextIsReplaced() {
    up("command: [old], scale: 2");

    CompletableFuture<ActionResult> update =
        begin("command: [new], scale: 2, deploy: {update_config: {monitor: 3s, delay: 1m}}");
    await().until(() -> programs().equals("new old") && timer.untilNext().toSeconds() == 3);
    timer.advance(Duration.ofSeconds(3));
    await().until(() -> timer.untilNext().toSeconds() == 60);
    assertThat(programs()).isEqualTo("new old");
    timer.advance(Duration.ofMinutes(1));
    await().until(() -> programs().equals("new new"));

    assertThat(finish(update).failures()).isEmpty();
  }

  @Test
  void aContainerThatEndsWhileItIsWatchedStopsTheUpdate() {
    up("command: [old], scale: 3");

    ActionResult result =
        finish(begin("command: [crash, soon], scale: 3, deploy: {update_config: {}}"));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly(
            "container shop-web-1 exited (7)",
            "the update of service 'web' failed: 1 of 3 replicas are new, 2 as they were");
    assertThat(programs()).isEqualTo("(crash soon) old old");
  }

  @Test
  void aContainerThatItsPolicyStartsAgainHasFailedAllTheSame() {
    up("command: [old], scale: 2, restart: always");

    ActionResult result =
        finish(
            begin(
                "command: [crash, soon], scale: 2, restart: always, deploy: {update_config: {}}"));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .first()
        .isEqualTo("container shop-web-1 exited (7)");
    assertThat(programs()).endsWith("old");
  }

  @Test
  void anUpdateCanGoOnPastFailures() {
    up("command: [old], scale: 2");

    ActionResult result =
        finish(
            begin(
                "command: [crash], scale: 2,"
                    + " deploy: {update_config: {failure_action: continue}}"));

    assertThat(programs()).isEqualTo("(crash) (crash)");
    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .endsWith("the update of service 'web' failed: 2 of 2 replicas are new, 0 as they were");
  }

  @Test
  void aShareOfThemMayFail() {
    up("command: [old], scale: 2");

    finish(
        begin(
            "command: [crash], scale: 2," + " deploy: {update_config: {max_failure_ratio: 0.5}}"));

    assertThat(programs()).isEqualTo("(crash) (crash)");
  }

  @Test
  void aFailedUpdateIsRolledBackAndTheReasonIsTold() {
    up("command: [old], scale: 2");

    ActionResult result =
        finish(
            begin(
                "command: [crash], scale: 2,"
                    + " deploy: {update_config: {failure_action: rollback}}"));

    assertThat(programs()).isEqualTo("old old");
    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly(
            "container shop-web-1 exited (7)",
            "the update of service 'web' was rolled back: its replicas are as they were");
    assertThat(result.failures().get(0).lastLines()).containsExactly("no such table");
    assertThat(recordedCommands()).containsExactly(List.of("old"), List.of("old"));
  }

  @Test
  void anImageThatLostItsNameIsRolledBackToByItsIdentifier() {
    String old = "sha256:" + "1".repeat(64);
    up("command: [old]");
    runtime.image("web", "sha256:" + "2".repeat(64), ImageConfig.EMPTY);
    runtime.image("kept", old, ImageConfig.EMPTY);

    finish(begin("command: [crash], deploy: {update_config: {failure_action: rollback}}"));

    assertThat(programs()).isEqualTo("old");
    assertThat(container("shop-web-1").imageId()).isEqualTo(old);
  }

  @Test
  void aRollbackThatFailsSaysSo() {
    up("command: [old]");
    runtime.program(List.of("old"), FakeProgram.exit(3));

    ActionResult result =
        finish(begin("command: [crash], deploy: {update_config: {failure_action: rollback}}"));

    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .endsWith(
            "the update of service 'web' failed, and so did its rollback: its replicas are in part"
                + " new, in part as they were");
  }

  @Test
  void aSpareStandsInBeforeTheContainerStopsAndIsGoneInTheEnd() {
    up("command: [old], ports: ['8080:80'], deploy: {update_config: {order: start-first}}");

    ActionResult result =
        finish(
            begin(
                "command: [new], ports: ['8080:80'],"
                    + " deploy: {update_config: {order: start-first}}"));

    assertThat(result.failures()).isEmpty();
    assertThat(programs()).isEqualTo("new");
    assertThat(runtime.journal())
        .containsSubsequence(
            "start shop-web-2",
            "stop shop-web-1",
            "replace shop-web-1",
            "start shop-web-1",
            "stop shop-web-2",
            "remove shop-web-2");
    assertThat(runtime.pods().list(SHOP))
        .singleElement()
        .satisfies(pod -> assertThat(pod.ports()).hasSize(1));
  }

  @Test
  void aSpareThatIsNoGoodHarmsNobodyAndGoes() {
    up("command: [old], deploy: {update_config: {order: start-first}}");
    String id = container("shop-web-1").id();

    ActionResult result =
        finish(begin("command: [crash], deploy: {update_config: {order: start-first}}"));

    assertThat(containers()).containsOnlyKeys("shop-web-1");
    assertThat(container("shop-web-1").id()).isEqualTo(id);
    assertThat(programs()).isEqualTo("old");
    assertThat(result.failures())
        .extracting(ActionResult.Failure::message)
        .containsExactly(
            "container shop-web-2 exited (7)",
            "the update of service 'web' failed: 0 of 1 replicas are new, 1 as they were");
  }

  @Test
  void aContainerThatGetsUnhealthyWhileItIsWatchedFails() {
    String probe = "healthcheck: {test: [CMD, turn], interval: 1s, retries: 1}";
    runtime.program(List.of("turn"), FakeProgram.exit(0));
    up("command: [old], scale: 2, " + probe);
    CompletableFuture<ActionResult> update =
        begin("command: [new], scale: 2, deploy: {update_config: {monitor: 1m}}, " + probe);
    await().until(() -> programs().equals("new old"));
    await()
        .until(
            () -> {
              timer.advance(Duration.ofMillis(500));
              return events.stream().anyMatch(UpdateTest::isWatched);
            });
    runtime.program(List.of("turn"), FakeProgram.exit(1));

    assertThat(finish(update).failures())
        .extracting(ActionResult.Failure::message)
        .first()
        .isEqualTo("container shop-web-1 is unhealthy");
  }

  private static boolean isWatched(Event event) {
    return event instanceof Event.StepStarted step && step.step().action().equals("observe");
  }

  private void up(String keys) {
    assertThat(finish(begin(keys)).failures()).isEmpty();
    events.clear();
  }

  private CompletableFuture<ActionResult> begin(String keys) {
    String text = "services: {web: {image: web, " + keys + "}}\n";
    var plan = new Planner(ImageFacts.NONE).plan(new ComposeText(text).project());
    return CompletableFuture.supplyAsync(() -> orchestrator.up(plan, UpOptions.DEFAULT));
  }

  private ActionResult finish(CompletableFuture<ActionResult> action) {
    await()
        .until(
            () -> {
              timer.advance(Duration.ofMillis(500));
              return action.isDone();
            });
    return action.join();
  }

  /** Returns what the replicas run, one that does not run in brackets. */
  private String programs() {
    StringBuilder programs = new StringBuilder();
    for (ContainerStatus status : containers().values()) {
      String program = String.join(" ", status.spec().arguments());
      programs.append(status.running() ? program : "(" + program + ")").append(' ');
    }
    return programs.toString().strip();
  }

  private ContainerStatus container(String name) {
    return runtime.containers().find(new ContainerName(name)).orElseThrow();
  }

  private Map<String, ContainerStatus> containers() {
    Map<String, ContainerStatus> containers = new TreeMap<>();
    runtime
        .containers()
        .list(SHOP)
        .forEach(status -> containers.put(status.name().value(), status));
    return containers;
  }

  private List<List<String>> recordedCommands() {
    return runtime.projects().find(SHOP).orElseThrow().plan().containers().stream()
        .map(container -> container.process().command().orElseThrow())
        .toList();
  }
}
