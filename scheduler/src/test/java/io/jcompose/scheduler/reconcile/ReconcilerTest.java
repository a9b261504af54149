package io.jcompose.scheduler.reconcile;

import static io.jcompose.scheduler.runtime.Plans.pod;
import static io.jcompose.scheduler.runtime.Plans.pods;
import static io.jcompose.scheduler.runtime.Plans.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.plan.ImageDefaults;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.VolumePlan;
import io.jcompose.model.project.Dependency.Condition;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.ServiceName;
import io.jcompose.model.value.Signal;
import io.jcompose.model.value.VolumeName;
import io.jcompose.scheduler.observe.Observed;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ContainerNotes.Health;
import io.jcompose.scheduler.runtime.ContainerStatus;
import io.jcompose.scheduler.runtime.ContainerStatus.State;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.NetworkStatus;
import io.jcompose.scheduler.runtime.NetworkStatus.Endpoint;
import io.jcompose.scheduler.runtime.Plans;
import io.jcompose.scheduler.runtime.PodStatus;
import io.jcompose.scheduler.runtime.Projects;
import io.jcompose.scheduler.runtime.ServiceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private static final UpChoices UP = UpChoices.DEFAULT;
  private static final UpChoices UP_AND_WAIT = UpChoices.DEFAULT.withGoal(UpChoices.Goal.READY);
  private static final DownChoices DOWN = new DownChoices(false, Optional.empty());
  private final Reconciler reconciler = new Reconciler();

  @Test
  void whatIsMissingIsMadeAndThenStartedInOrder() {
    PodPlan plan =
        pod(service("web").after("db"), service("db").volume("shop_data", "/var/lib/data"));

    assertThat(up(plan, nothing()).text())
        .isEqualTo(
            """
            #1 [] create volume shop_data -- no volume yet
            #2 [] record project shop -- it is new
            #3 [] create network shop_default -- no network yet
            #4 [2, 3] create pod shop-infra -- no pod yet
            #5 [4] create container shop-web-1 -- no container yet
            #6 [1, 4] create container shop-db-1 -- no container yet
            #7 [2, 4, 5, 6] start pod shop-infra -- it does not run
            #8 [7] start container shop-db-1 -- it is new
            #9 [7, 8] start container shop-web-1 -- it is new
            """);
  }

  @Test
  void aConditionIsWaitedForOnceHoweverManyNeedIt() {
    PodPlan plan =
        pod(
            service("web").after("db", Condition.HEALTHY),
            service("worker")
                .after("db", Condition.HEALTHY)
                .after("setup", Condition.COMPLETED_SUCCESSFULLY),
            service("db").probe("ping"),
            service("setup").command("exit"));

    assertThat(up(plan, everythingCreated(plan)).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [1] start container shop-setup-1 -- it was never started
            #4 [2] wait until container shop-db-1 is healthy -- service 'web' needs it
            #5 [1, 4] start container shop-web-1 -- it was never started
            #6 [3] wait until container shop-setup-1 has completed -- service 'worker' needs it
            #7 [1, 4, 6] start container shop-worker-1 -- it was never started
            """);
  }

  @Test
  void anOptionalDependencyIsWaitedForButNotNeeded() {
    PodPlan plan =
        pod(service("web").ifPossibleAfter("cache", Condition.STARTED), service("cache"));

    StepPlan steps = up(plan, everythingCreated(plan));

    assertThat(steps.text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-cache-1 -- it was never started
            #3 [2] wait until container shop-cache-1 has started -- service 'web' uses it if it is there
            #4 [1, 3] start container shop-web-1 -- it was never started
            """);
    assertThat(steps.nodes().get(2).needs()).isEmpty();
  }

  @Test
  void whatIsAsItShouldBeIsLeftAlone() {
    PodPlan plan = pod(service("web").after("db"), service("db").volume("shop_data", "/data"));

    assertThat(up(plan, everythingRunning(plan)).text()).isEmpty();
  }

  @Test
  void aContainerThatFailedIsStartedAgain() {
    PodPlan plan = pod(service("web").after("db"), service("db"));

    assertThat(up(plan, everythingRunning(plan).with(exited(service("db"), 1))).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- containers join it
            #2 [1] start container shop-db-1 -- it is stopped
            """);
  }

  @Test
  void containersBeforeAStartRunOneAfterAnotherOnceForAllReplicas() {
    PodPlan plan =
        pod(
            service("web").after("db").preStart(1),
            service("web").after("db").preStart(2),
            service("web").after("db"),
            service("app").after("web"),
            service("db"));

    assertThat(up(plan, everythingCreated(plan)).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [1, 2] start container shop-web-pre-start-1 -- it was never started
            #4 [3] wait until container shop-web-pre-start-1 has completed -- service 'web' starts after it
            #5 [1, 2, 4] start container shop-web-pre-start-2 -- it was never started
            #6 [5] wait until container shop-web-pre-start-2 has completed -- service 'web' starts after it
            #7 [1, 2, 6] start container shop-web-1 -- it was never started
            #8 [1, 7] start container shop-app-1 -- it was never started
            """);
  }

  @Test
  void whatRanBeforeAStartDoesNotRunAgainUntilItChangesOrFailed() {
    PodPlan plan = pod(service("web").preStart(1), service("web").preStart(2), service("web"));
    Standing stopped =
        everythingCreated(plan)
            .with(exited(service("web").preStart(1), 0))
            .with(exited(service("web").preStart(2), 1))
            .with(exited(service("web"), 1));

    String again =
        """
        #1 [] start pod shop-infra -- it does not run
        #2 [1] start container shop-web-pre-start-2 -- it is stopped
        #3 [2] wait until container shop-web-pre-start-2 has completed -- service 'web' starts after it
        #4 [1, 3] start container shop-web-1 -- it is stopped
        """;
    assertThat(up(plan, stopped).text()).isEqualTo(again);
    assertThat(reconciler.start(stopped.observed(), Set.of(), false).text()).isEqualTo(again);
  }

  @Test
  void whatRanBeforeAStartIsDoneOverBoots() {
    PodPlan plan = pod(service("web").preStart(1), service("web"));

    assertThat(
            up(
                    plan,
                    everythingCreated(plan)
                        .with(endedBeforeTheBoot(service("web").preStart(1), 0))
                        .with(endedBeforeTheBoot(service("web"), 0)))
                .text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-web-1 -- the machine was booted anew
            """);
  }

  @Test
  void whatRunsBeforeAStartIsLeftAloneWhileTheServiceRuns() {
    PodPlan plan = pod(service("web").preStart(1), service("web"));

    assertThat(up(plan, everythingRunning(plan).with(exited(service("web").preStart(1), 1))).text())
        .isEmpty();
  }

  @Test
  void whatStillRunsBeforeAStartIsWaitedFor() {
    PodPlan plan = pod(service("web").preStart(1), service("web"));

    assertThat(
            up(
                    plan,
                    everythingCreated(plan)
                        .with(status(service("web").preStart(1), State.RUNNING, Optional.empty())))
                .text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [] wait until container shop-web-pre-start-1 has completed -- service 'web' starts after it
            #3 [1, 2] start container shop-web-1 -- it was never started
            """);
  }

  @Test
  void restartDoesNotRunAgainWhatRanBeforeTheStart() {
    PodPlan plan = pod(service("web").preStart(1), service("web"));

    assertThat(
            reconciler
                .restart(
                    everythingRunning(plan).with(exited(service("web").preStart(1), 0)).observed(),
                    Set.of(),
                    Optional.of(Duration.ZERO),
                    true)
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGKILL) -- restart was asked for
            #2 [] start pod shop-infra -- containers join it
            #3 [1, 2] start container shop-web-1 -- restart was asked for
            """);
  }

  @Test
  void hooksAfterAStartAreStepsThatWhoDependsOnItWaitsFor() {
    PodPlan plan =
        pod(
            service("web").after("db", Condition.HEALTHY),
            service("app").after("db"),
            service("db").probe("ping").postStart("first").postStart("second"));

    assertThat(up(plan, everythingCreated(plan)).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [2] run post_start hook 1 of shop-db-1 -- it was never started
            #4 [3] run post_start hook 2 of shop-db-1 -- it was never started
            #5 [4] wait until container shop-db-1 is healthy -- service 'web' needs it
            #6 [1, 5] start container shop-web-1 -- it was never started
            #7 [1, 4] start container shop-app-1 -- it was never started
            """);
  }

  @Test
  void hooksBeforeAStopComeAfterTheStopsOfDependentsAndKeepNobodyFromStopping() {
    PodPlan plan =
        pod(service("web").after("db"), service("db").preStop("first").preStop("second"));

    StepPlan steps =
        reconciler.stop(everythingRunning(plan).observed(), Set.of(), Optional.empty());

    assertThat(steps.text())
        .startsWith(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- stop was asked for
            #2 [1] run pre_stop hook 1 of shop-db-1 -- stop was asked for
            #3 [2] run pre_stop hook 2 of shop-db-1 -- stop was asked for
            #4 [1, 2, 3] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- stop was asked for
            """);
    assertThat(steps.nodes().get(1).needs()).isEmpty();
    assertThat(steps.nodes().get(2).needs()).containsExactly(2);
    assertThat(steps.nodes().get(3).needs()).isEmpty();
  }

  @Test
  void aContainerThatDoesNotRunHasNoHooksBeforeItsStop() {
    ServiceBuilder db = service("db").preStop("bye").restart(RestartPolicy.Kind.ALWAYS);
    PodPlan plan = pod(db);

    assertThat(
            reconciler
                .stop(
                    everythingRunning(plan).with(exited(db, 1)).observed(),
                    Set.of(),
                    Optional.empty())
                .text())
        .startsWith("#1 [] stop container shop-db-1");
  }

  @Test
  void restartRunsTheHooksOfBothMoments() {
    PodPlan plan = pod(service("db").preStop("bye").postStart("hello"));

    assertThat(
            reconciler
                .restart(
                    everythingRunning(plan).observed(), Set.of(), Optional.of(Duration.ZERO), true)
                .text())
        .isEqualTo(
            """
            #1 [] run pre_stop hook 1 of shop-db-1 -- restart was asked for
            #2 [1] stop container shop-db-1 (SIGKILL) -- restart was asked for
            #3 [] start pod shop-infra -- containers join it
            #4 [2, 3] start container shop-db-1 -- restart was asked for
            #5 [4] run post_start hook 1 of shop-db-1 -- restart was asked for
            """);
  }

  @Test
  void downRunsTheHooksBeforeItRemoves() {
    PodPlan plan = pod(service("db").preStop("bye"));

    assertThat(down(everythingRunning(plan), Set.of()).text())
        .startsWith(
            """
            #1 [] run pre_stop hook 1 of shop-db-1 -- down was asked for
            #2 [1] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- down was asked for
            #3 [2] remove container shop-db-1 -- down was asked for
            """);
  }

  @Test
  void afterABootAllThatRanIsStartedAndWhatOthersWaitForIsDone() {
    PodPlan plan =
        pod(
            service("web").after("setup", Condition.COMPLETED_SUCCESSFULLY).after("db"),
            service("setup"),
            service("db").restart(RestartPolicy.Kind.ALWAYS),
            service("alone"));
    Standing standing =
        everythingCreated(plan)
            .with(endedBeforeTheBoot(service("setup"), 0))
            .with(endedBeforeTheBoot(service("db").restart(RestartPolicy.Kind.ALWAYS), 255))
            .with(
                endedBeforeTheBoot(
                    service("web").after("setup", Condition.COMPLETED_SUCCESSFULLY).after("db"), 0))
            .with(endedBeforeTheBoot(service("alone"), 0));

    assertThat(up(plan, standing).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- the machine was booted anew
            #3 [1] start container shop-alone-1 -- the machine was booted anew
            #4 [1, 2] start container shop-web-1 -- the machine was booted anew
            """);
  }

  @Test
  void aOneShotThatNobodyWaitsForIsDoneUntilTheNextBoot() {
    PodPlan plan = pod(service("setup"));

    assertThat(up(plan, everythingCreated(plan).with(exited(service("setup"), 0))).text())
        .isEmpty();
  }

  @Test
  void nothingIsToBeStoppedAfterABoot() {
    PodPlan plan = pod(service("db").restart(RestartPolicy.Kind.ALWAYS));
    ContainerStatus db = endedBeforeTheBoot(service("db").restart(RestartPolicy.Kind.ALWAYS), 255);

    assertThat(
            reconciler
                .stop(everythingCreated(plan).with(db).observed(), Set.of(), Optional.empty())
                .text())
        .doesNotContain("container");
  }

  @Test
  void aChangedContainerIsReplacedAndWhoWantsItRestartsWithIt() {
    PodPlan before =
        pod(service("web").restartedWith("db"), service("app").after("db"), service("db"));
    PodPlan plan =
        pod(
            service("web").restartedWith("db"),
            service("app").after("db"),
            service("db").environment("MODE", "fast"));

    assertThat(up(plan, everythingRunning(before)).text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- a service it depends on is replaced
            #2 [1] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- environment MODE changed
            #3 [2] recreate container shop-db-1 -- environment MODE changed
            #4 [] record project shop -- its plan changed
            #5 [3, 4] start pod shop-infra -- containers join it
            #6 [2, 5] start container shop-db-1 -- it is replaced
            #7 [1, 5, 6] start container shop-web-1 -- a service it depends on is replaced
            """);
  }

  @Test
  void aNewImageReplacesTheContainer() {
    PodPlan plan = pod(service("db"));
    Observed observed = everythingRunning(plan).observed();
    Wanted.Container wanted =
        new Wanted.Container(service("db").spec(), "sha256:" + "0".repeat(64), true);

    assertThat(reconciler.up(new Wanted(plan, List.of(wanted)), observed, UP).text())
        .startsWith(
            "#1 [] stop container shop-db-1 (SIGTERM, SIGKILL after 10s)"
                + " -- its image 'rootfs:/' changed\n");
  }

  @Test
  void aRunningPodPublishesOtherPortsAndNothingStops() {
    PodPlan before = pod(service("web"), service("db"));
    PodPlan plan = pod(service("web").port(8080), service("db"));

    assertThat(up(plan, everythingRunning(before)).text())
        .isEqualTo(
            """
            #1 [] record project shop -- its plan changed
            #2 [1] update pod shop-infra -- its plan changed
            """);
  }

  @Test
  void everyServiceHasAPodOfItsOwnAndPortsAreChosenBeforeTheFirstStarts() {
    PodPlan plan = pods(service("web").after("db").port(8080), service("db"));

    assertThat(up(plan, nothing()).text())
        .isEqualTo(
            """
            #1 [] record project shop -- it is new
            #2 [] create network shop_default -- no network yet
            #3 [1, 2] create pod shop-web-1-infra -- no pod yet
            #4 [1, 2] create pod shop-db-1-infra -- no pod yet
            #5 [3] create container shop-web-1 -- no container yet
            #6 [4] create container shop-db-1 -- no container yet
            #7 [1, 3, 4, 5, 6] choose ports of shop -- pods that publish some start
            #8 [7] start pod shop-web-1-infra -- it does not run
            #9 [7] start pod shop-db-1-infra -- it does not run
            #10 [9] start container shop-db-1 -- it is new
            #11 [8, 10] start container shop-web-1 -- it is new
            """);
  }

  @Test
  void aContainerThatMovesToAnotherPodIsReplacedAndTheOldPodGoes() {
    PodPlan before = pod(service("web"));
    PodPlan plan = pods(service("web"));

    assertThat(up(plan, everythingRunning(before)).text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- it moves to another pod
            #2 [1] recreate container shop-web-1 -- it moves to another pod
            #3 [2] stop pod shop-infra -- no container is left in it
            #4 [3] remove pod shop-infra -- no container is left in it
            #5 [] record project shop -- its plan changed
            #6 [5] create pod shop-web-1-infra -- no pod yet
            #7 [2, 5, 6] start pod shop-web-1-infra -- it does not run
            #8 [1, 7] start container shop-web-1 -- it is replaced
            """);
  }

  @Test
  void aChangedNetworkIsMadeAnewWithAllPodsInItAndTheirContainersRestart() {
    PodPlan before = pods(service("web"), service("db"));
    PodPlan plan = pods(internal(Plans.network(Plans.SHOP)), service("web"), service("db"));

    assertThat(up(plan, everythingRunning(before)).text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- its pod is made anew: network 'shop_default' changed
            #2 [] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- its pod is made anew: network 'shop_default' changed
            #3 [2] stop pod shop-db-1-infra -- network 'shop_default' changed
            #4 [3] remove pod shop-db-1-infra -- network 'shop_default' changed
            #5 [1] stop pod shop-web-1-infra -- network 'shop_default' changed
            #6 [5] remove pod shop-web-1-infra -- network 'shop_default' changed
            #7 [] record project shop -- its plan changed
            #8 [4, 6] remove network shop_default -- its definition changed
            #9 [8] create network shop_default -- its definition changed
            #10 [4, 7, 9] create pod shop-db-1-infra -- network 'shop_default' changed
            #11 [6, 7, 9] create pod shop-web-1-infra -- network 'shop_default' changed
            #12 [7, 10, 11] start pod shop-web-1-infra -- it does not run
            #13 [7, 10, 11] start pod shop-db-1-infra -- it does not run
            #14 [1, 12] start container shop-web-1 -- its pod is made anew: network 'shop_default' changed
            #15 [2, 13] start container shop-db-1 -- its pod is made anew: network 'shop_default' changed
            """);
  }

  @Test
  void aPodWhoseLinkChangesIsMadeAnew() {
    PodPlan before = pods(service("web"));
    PodPlan plan = withAddress(before, "10.1.0.9");

    assertThat(up(plan, everythingRunning(before)).text())
        .contains("remove pod shop-web-1-infra -- its links changed")
        .contains("start container shop-web-1 -- its pod is made anew: its links changed");
  }

  @Test
  void aPodIsMadeAnewIfANewLinkTakesTheNameThatAnotherWasGiven() {
    PodPlan before = pods(service("web"));

    assertThat(up(withFurtherLink(before, "eth0"), everythingRunning(before)).text())
        .contains("remove pod shop-web-1-infra -- its links changed");
    assertThat(up(withFurtherLink(before, "eth1"), everythingRunning(before)).text())
        .doesNotContain("remove pod");
  }

  @Test
  void somebodyElsesNetworkIsUsedWithAWarning() {
    PodPlan plan = pods(service("web"));
    NetworkPlan theirs =
        new NetworkPlan(
            plan.networks().get(0).name(),
            Optional.of(new ProjectName("other")),
            false,
            NetworkDriver.BRIDGE,
            Map.of(),
            false,
            true,
            false,
            List.of(),
            Map.of());
    Observed observed = nothing().observed();
    Observed withTheirs =
        new Observed(
            observed.project(),
            observed.recorded(),
            Map.of(theirs.name(), network(theirs, List.of())),
            observed.pods(),
            observed.containers(),
            observed.ownVolumes(),
            observed.otherVolumes());

    StepPlan steps = reconciler.up(wanted(plan), withTheirs, UP);

    assertThat(steps.text()).doesNotContain("create network");
    assertThat(steps.warnings())
        .containsExactly(
            "network 'shop_default' exists but was not made for this project; use 'external: true'"
                + " to say that this is meant");
  }

  @Test
  void downLeavesANetworkThatOthersHaveJoined() {
    PodPlan plan = pods(service("web"));
    Observed observed = everythingRunning(plan).observed();
    NetworkStatus now = network(plan.networks().get(0), List.of());
    NetworkStatus joined =
        new NetworkStatus(
            now.plan(),
            now.id(),
            now.created(),
            now.link(),
            now.subnets(),
            List.of(
                new Endpoint(
                    new ProjectName("other"), new ContainerName("other-infra"), List.of(), "")));
    Observed withOthers =
        new Observed(
            observed.project(),
            observed.recorded(),
            Map.of(now.plan().name(), joined),
            observed.pods(),
            observed.containers(),
            observed.ownVolumes(),
            observed.otherVolumes());

    StepPlan steps = reconciler.down(withOthers, Set.of(), false, DOWN);

    assertThat(steps.text()).doesNotContain("remove network").contains("remove project shop");
    assertThat(steps.warnings())
        .containsExactly(
            "network 'shop_default' stays: pod 'other-infra' of project 'other' is attached to it");
  }

  @Test
  void orphansAreTold() {
    PodPlan before = pod(service("web"), service("old"));
    PodPlan plan = pod(service("web"));

    StepPlan steps = up(plan, everythingRunning(before));

    assertThat(steps.text())
        .isEqualTo(
            """
            #1 [] record project shop -- its plan changed
            #2 [1] update pod shop-infra -- its plan changed
            """);
    assertThat(steps.warnings())
        .singleElement()
        .asString()
        .startsWith("found orphan containers [shop-old-1] for this project");
  }

  @Test
  void orphansAreRemovedWhenAskedFor() {
    PodPlan before = pod(service("web"), service("old"));

    StepPlan steps =
        reconciler.up(
            wanted(pod(service("web"))),
            everythingRunning(before).observed(),
            UpChoices.DEFAULT
                .withStopTimeout(Optional.of(Duration.ofSeconds(1)))
                .withRemoveOrphans(true));

    assertThat(steps.text())
        .isEqualTo(
            """
            #1 [] stop container shop-old-1 (SIGTERM, SIGKILL after 1s) -- service 'old' is not in the file
            #2 [1] remove container shop-old-1 -- service 'old' is not in the file
            #3 [] record project shop -- its plan changed
            #4 [3] update pod shop-infra -- its plan changed
            """);
    assertThat(steps.warnings()).isEmpty();
  }

  @Test
  void waitingIsForWhatNobodyWaitsForYet() {
    PodPlan plan = pod(service("web").after("db", Condition.HEALTHY), service("db").probe("ping"));

    assertThat(reconciler.up(wanted(plan), everythingCreated(plan).observed(), UP_AND_WAIT).text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [2] wait until container shop-db-1 is healthy -- service 'web' needs it
            #4 [1, 3] start container shop-web-1 -- it was never started
            #5 [4] wait until container shop-web-1 is ready -- asked to wait
            """);
  }

  @Test
  void downStopsDependentsFirstAndRemovesAll() {
    PodPlan plan = pod(service("web").after("db"), service("db"));

    assertThat(down(everythingRunning(plan), Set.of()).text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- down was asked for
            #2 [1] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- down was asked for
            #3 [1] remove container shop-web-1 -- down was asked for
            #4 [2] remove container shop-db-1 -- down was asked for
            #5 [3, 4] stop pod shop-infra -- down was asked for
            #6 [5] remove pod shop-infra -- down was asked for
            #7 [6] remove network shop_default -- down was asked for
            #8 [3, 4, 6, 7] remove project shop -- down was asked for
            """);
  }

  @Test
  void downOfSomeServicesLeavesTheOthersAndThePod() {
    PodPlan plan = pod(service("web").after("db"), service("db"));

    assertThat(down(everythingRunning(plan), Set.of(new ServiceName("web"))).text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- down was asked for
            #2 [1] remove container shop-web-1 -- down was asked for
            """);
  }

  @Test
  void downWithVolumesRemovesTheProjectsOwnOnceTheirUsersAreGone() {
    PodPlan plan = pod(service("db").volume("shop_data", "/data"));

    assertThat(
            reconciler
                .down(
                    everythingCreated(plan).observed(),
                    Set.of(),
                    false,
                    new DownChoices(true, Optional.empty()))
                .text())
        .isEqualTo(
            """
            #1 [] remove container shop-db-1 and its anonymous volumes -- down was asked for
            #2 [1] remove pod shop-infra -- down was asked for
            #3 [2] remove network shop_default -- down was asked for
            #4 [1, 2, 3] remove project shop -- down was asked for
            #5 [1] remove volume shop_data -- removing volumes was asked for
            """);
  }

  @Test
  void downOfNothingDoesNothing() {
    assertThat(reconciler.down(nothing().observed(), Set.of(), false, DOWN).text()).isEmpty();
  }

  @Test
  void aRestartCanSpareThoseThatDependOnIt() {
    PodPlan plan = pod(service("web").restartedWith("db"), service("db"));

    assertThat(
            reconciler
                .restart(
                    everythingRunning(plan).observed(),
                    Set.of(new ServiceName("db")),
                    Optional.of(Duration.ZERO),
                    false)
                .text())
        .doesNotContain("shop-web-1")
        .contains("stop container shop-db-1", "start container shop-db-1");
  }

  @Test
  void aStartThatWaitsWaitsForThoseItStartsAndTheirDependencies() {
    PodPlan plan = pod(service("web").after("db"), service("db").probe("ping"), service("mail"));

    assertThat(
            reconciler
                .start(everythingCreated(plan).observed(), Set.of(new ServiceName("web")), true)
                .text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [1, 2] start container shop-web-1 -- it was never started
            #4 [2] wait until container shop-db-1 is ready -- asked to wait
            #5 [3] wait until container shop-web-1 is ready -- asked to wait
            """);
  }

  @Test
  void removalTakesWhatIsAtRestAndLeavesThePodToTheOthers() {
    PodPlan plan = pod(service("web").after("db"), service("db"));
    Standing standing = everythingRunning(plan).with(exited(service("web"), 0));

    assertThat(reconciler.remove(standing.observed(), Set.of(), false, false).text())
        .isEqualTo("#1 [] remove container shop-web-1 -- removal was asked for\n");
  }

  @Test
  void removalOfAllTakesThePodTooButNoNetworkAndNoVolumeWithAName() {
    PodPlan plan = pod(service("db").volume("shop_data", "/data"));

    assertThat(reconciler.remove(everythingCreated(plan).observed(), Set.of(), false, true).text())
        .isEqualTo(
            """
            #1 [] remove container shop-db-1 and its anonymous volumes -- removal was asked for
            #2 [1] remove pod shop-infra -- removal was asked for
            """);
  }

  @Test
  void removalThatStopsTakesRunningContainersDependentsFirst() {
    PodPlan plan = pod(service("web").after("db"), service("db"), service("mail"));

    assertThat(
            reconciler
                .remove(
                    everythingRunning(plan).observed(),
                    Set.of(new ServiceName("web"), new ServiceName("db")),
                    true,
                    false)
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGTERM, SIGKILL after 10s) -- removal was asked for
            #2 [1] stop container shop-db-1 (SIGTERM, SIGKILL after 10s) -- removal was asked for
            #3 [1] remove container shop-web-1 -- removal was asked for
            #4 [2] remove container shop-db-1 -- removal was asked for
            """);
  }

  @Test
  void whatItsRestartPolicyBringsBackIsNotAtRest() {
    ServiceBuilder web = service("web").restart(RestartPolicy.Kind.ALWAYS);
    Standing standing = everythingRunning(pod(web)).with(exited(web, 1));

    assertThat(reconciler.remove(standing.observed(), Set.of(), false, false).text()).isEmpty();
  }

  @Test
  void stoppingAllStopsThePodToo() {
    PodPlan plan = pod(service("web").after("db"), service("db"));

    assertThat(
            reconciler
                .stop(everythingRunning(plan).observed(), Set.of(), Optional.of(Duration.ZERO))
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGKILL) -- stop was asked for
            #2 [1] stop container shop-db-1 (SIGKILL) -- stop was asked for
            #3 [1, 2] stop pod shop-infra -- nothing runs in it any more
            """);
  }

  @Test
  void theOrderHoldsThroughServicesThatAreLeftAlone() {
    PodPlan plan = pod(service("web").after("app"), service("app").after("db"), service("db"));

    assertThat(
            reconciler
                .stop(
                    everythingRunning(plan).observed(),
                    Set.of(new ServiceName("web"), new ServiceName("db")),
                    Optional.of(Duration.ZERO))
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGKILL) -- stop was asked for
            #2 [1] stop container shop-db-1 (SIGKILL) -- stop was asked for
            """);
  }

  @Test
  void aContainerThatIsAboutToBeRestartedIsStoppedToo() {
    ServiceBuilder db = service("db").restart(RestartPolicy.Kind.ALWAYS);
    PodPlan plan = pod(db);

    assertThat(
            reconciler
                .stop(
                    everythingRunning(plan).with(exited(db, 1)).observed(),
                    Set.of(),
                    Optional.of(Duration.ZERO))
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-db-1 (SIGKILL) -- stop was asked for
            #2 [1] stop pod shop-infra -- nothing runs in it any more
            """);
  }

  @Test
  void restartTakesDependentsAlongThatWantIt() {
    PodPlan plan =
        pod(service("web").restartedWith("db"), service("app").after("db"), service("db"));

    assertThat(
            reconciler
                .restart(
                    everythingRunning(plan).observed(),
                    Set.of(new ServiceName("db")),
                    Optional.of(Duration.ZERO),
                    true)
                .text())
        .isEqualTo(
            """
            #1 [] stop container shop-web-1 (SIGKILL) -- a service it depends on is restarted
            #2 [1] stop container shop-db-1 (SIGKILL) -- restart was asked for
            #3 [] start pod shop-infra -- containers join it
            #4 [2, 3] start container shop-db-1 -- restart was asked for
            #5 [1, 3, 4] start container shop-web-1 -- a service it depends on is restarted
            """);
  }

  @Test
  void startStartsWhatTheServiceDependsOnAndNothingElse() {
    PodPlan plan = pod(service("web").after("db"), service("app"), service("db"));

    assertThat(
            reconciler
                .start(everythingCreated(plan).observed(), Set.of(new ServiceName("web")), false)
                .text())
        .isEqualTo(
            """
            #1 [] start pod shop-infra -- it does not run
            #2 [1] start container shop-db-1 -- it was never started
            #3 [1, 2] start container shop-web-1 -- it was never started
            """);
  }

  @Test
  void killReachesWhatRuns() {
    PodPlan plan = pod(service("web"), service("db"));

    assertThat(
            reconciler
                .kill(
                    everythingRunning(plan).with(exited(service("db"), 0)).observed(),
                    Set.of(),
                    Signal.HUP)
                .text())
        .isEqualTo("#1 [] kill container shop-web-1 (SIGHUP) -- kill was asked for\n");
  }

  @Test
  void pauseIsForWhatRunsAndWhoNamesAPausedServiceIsTold() {
    PodPlan plan = pod(service("web"), service("db"), service("mail"));
    Observed observed =
        everythingRunning(plan)
            .with(exited(service("db"), 0))
            .with(paused(service("mail")))
            .observed();

    assertThat(reconciler.pause(observed, Set.of()).text())
        .isEqualTo("#1 [] pause container shop-web-1 -- pause was asked for\n");
    assertThat(reconciler.pause(observed, Set.of(new ServiceName("mail"))).text())
        .isEqualTo("#1 [] pause container shop-mail-1 -- pause was asked for\n");
  }

  @Test
  void unpauseIsForWhatIsPausedAndWhoNamesAnotherServiceIsTold() {
    PodPlan plan = pod(service("web"), service("db"), service("mail"));
    Observed observed =
        everythingRunning(plan)
            .with(exited(service("db"), 0))
            .with(paused(service("mail")))
            .observed();

    assertThat(reconciler.unpause(observed, Set.of()).text())
        .isEqualTo("#1 [] unpause container shop-mail-1 -- unpause was asked for\n");
    assertThat(reconciler.unpause(observed, Set.of(new ServiceName("web"))).text())
        .isEqualTo("#1 [] unpause container shop-web-1 -- unpause was asked for\n");
    assertThat(reconciler.unpause(observed, Set.of(new ServiceName("db"))).text()).isEmpty();
  }

  @Test
  void whatIsPausedStaysSoWhenTheProjectIsBroughtUpAndTheUserIsTold() {
    PodPlan plan = pod(service("web"), service("db"));
    Observed observed = everythingRunning(plan).with(paused(service("db"))).observed();
    String warning =
        "container shop-db-1 is paused and stays so: let it go on with 'jcompose unpause db'";

    StepPlan up = reconciler.up(wanted(plan), observed, UP);
    StepPlan start = reconciler.start(observed, Set.of(), false);

    assertThat(up.nodes()).isEmpty();
    assertThat(up.warnings()).containsExactly(warning);
    assertThat(start.nodes()).isEmpty();
    assertThat(start.warnings()).containsExactly(warning);
  }

  @Test
  void aThousandServicesAreDecidedOnQuickly() {
    List<ServiceBuilder> services = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ServiceBuilder service = service("s" + i);
      if (i > 0) {
        service.after("s" + (i - 1)).after("s" + (i / 2), Condition.STARTED);
      }
      services.add(service);
    }
    PodPlan plan = pod(services.toArray(ServiceBuilder[]::new));
    Wanted wanted = wanted(plan);
    Observed nothing = nothing().observed();

    long begin = System.nanoTime();
    StepPlan steps = reconciler.up(wanted, nothing, UP);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(steps.nodes()).hasSize(2004);
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }

  private StepPlan up(PodPlan plan, Standing standing) {
    return reconciler.up(wanted(plan), standing.observed(), UP);
  }

  private StepPlan down(Standing standing, Set<ServiceName> services) {
    return reconciler.down(standing.observed(), services, false, DOWN);
  }

  private static Wanted wanted(PodPlan plan) {
    return new Wanted(
        plan,
        plan.containers().stream()
            .map(
                container ->
                    new Wanted.Container(
                        ImageDefaults.apply(container, ImageConfig.EMPTY), "rootfs:/", true))
            .toList());
  }

  private static ContainerStatus paused(ServiceBuilder service) {
    return status(service, State.PAUSED, Optional.empty());
  }

  private static ContainerStatus exited(ServiceBuilder service, int code) {
    return status(service, State.EXITED, Optional.of(code), false);
  }

  private static ContainerStatus endedBeforeTheBoot(ServiceBuilder service, int code) {
    return status(service, State.EXITED, Optional.of(code), true);
  }

  private static ContainerStatus status(
      ServiceBuilder service, State state, Optional<Integer> code) {
    return status(service, state, code, false);
  }

  private static ContainerStatus status(
      ServiceBuilder service, State state, Optional<Integer> code, boolean ofEarlierBoot) {
    ContainerNotes notes =
        state == State.RUNNING
            ? ContainerNotes.NONE.withHealth(Optional.of(Health.HEALTHY), "")
            : ContainerNotes.NONE;
    return new ContainerStatus(
        "0".repeat(64),
        service.spec(),
        "rootfs:/",
        Instant.EPOCH,
        state,
        Optional.empty(),
        Optional.empty(),
        code.map(number -> new ExitStatus(number, Instant.EPOCH)),
        ofEarlierBoot,
        notes);
  }

  private static NetworkPlan internal(NetworkPlan network) {
    return new NetworkPlan(
        network.name(),
        network.project(),
        network.external(),
        network.driver(),
        network.options(),
        true,
        network.ipv4(),
        network.ipv6(),
        network.pools(),
        network.labels());
  }

  /** As a runtime makes them, which counts those that nobody names. */
  private static List<PodStatus.Attachment> links(InfraPlan pod) {
    List<PodStatus.Attachment> links = new ArrayList<>();
    for (AttachmentPlan place : pod.attachments()) {
      String name = place.interfaceName().orElse("eth" + links.size());
      links.add(new PodStatus.Attachment(place.network(), name, List.of(), "02:00:00:00:00:01"));
    }
    return links;
  }

  private static PodPlan withFurtherLink(PodPlan plan, String interfaceName) {
    AttachmentPlan further =
        new AttachmentPlan(
            new NetworkName("shop_further"),
            List.of(),
            Optional.of(interfaceName),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            0);
    return withLinks(plan, List.of(plan.pods().get(0).attachments().get(0), further));
  }

  /** Returns a plan whose only pod has a fixed address. */
  private static PodPlan withAddress(PodPlan plan, String address) {
    AttachmentPlan place = plan.pods().get(0).attachments().get(0);
    AttachmentPlan fixed =
        new AttachmentPlan(
            place.network(),
            place.names(),
            place.interfaceName(),
            Optional.of(IpAddress.of(address)),
            place.ipv6(),
            place.linkLocal(),
            place.macAddress(),
            place.options(),
            place.gatewayPriority());
    return withLinks(plan, List.of(fixed));
  }

  private static PodPlan withLinks(PodPlan plan, List<AttachmentPlan> links) {
    InfraPlan pod = plan.pods().get(0);
    InfraPlan changed =
        new InfraPlan(
            pod.name(),
            pod.namespace(),
            links,
            pod.ports(),
            pod.names(),
            pod.links(),
            pod.resolver(),
            pod.sysctls());
    return new PodPlan(
        plan.project(),
        plan.topology(),
        plan.reason(),
        plan.projectDirectory(),
        plan.files(),
        plan.networks(),
        List.of(changed),
        plan.containers(),
        plan.volumes());
  }

  private static Standing nothing() {
    return new Standing(Observed.nothing(Plans.SHOP));
  }

  private static Standing everythingCreated(PodPlan plan) {
    return standing(plan, State.CREATED);
  }

  private static Standing everythingRunning(PodPlan plan) {
    return standing(plan, State.RUNNING);
  }

  private static Standing standing(PodPlan plan, State state) {
    Map<ContainerName, ContainerStatus> containers = new TreeMap<>();
    for (var container : plan.containers()) {
      ContainerStatus status =
          new ContainerStatus(
              "0".repeat(64),
              ImageDefaults.apply(container, ImageConfig.EMPTY),
              "rootfs:/",
              Instant.EPOCH,
              state,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              false,
              ContainerNotes.NONE);
      containers.put(container.name(), status);
    }
    Map<ContainerName, PodStatus> pods = new TreeMap<>();
    for (InfraPlan pod : plan.pods()) {
      pods.put(
          pod.name(),
          new PodStatus(
              plan.project(),
              pod,
              "f".repeat(64),
              Instant.EPOCH,
              state == State.RUNNING,
              Optional.empty(),
              links(pod),
              List.of()));
    }
    Map<NetworkName, NetworkStatus> networks = new TreeMap<>();
    for (NetworkPlan network : plan.networks()) {
      networks.put(network.name(), network(network, plan.pods()));
    }
    Map<VolumeName, VolumePlan> volumes = new TreeMap<>();
    plan.volumes().forEach(volume -> volumes.put(volume.name(), volume));
    return new Standing(
        new Observed(
            plan.project(),
            Optional.of(new Projects.Recorded(plan, Instant.EPOCH)),
            networks,
            pods,
            containers,
            volumes,
            Set.of()));
  }

  private static NetworkStatus network(NetworkPlan network, List<InfraPlan> pods) {
    return new NetworkStatus(
        network,
        "e".repeat(64),
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        pods.stream().map(pod -> new Endpoint(Plans.SHOP, pod.name(), List.of(), "")).toList());
  }

  /** What stands on the host, to be changed in one place. */
  private record Standing(Observed observed) {
    Standing with(ContainerStatus changed) {
      Map<ContainerName, ContainerStatus> containers = new TreeMap<>(observed.containers());
      containers.put(changed.name(), changed);
      return new Standing(
          new Observed(
              observed.project(),
              observed.recorded(),
              observed.networks(),
              observed.pods(),
              containers,
              observed.ownVolumes(),
              observed.otherVolumes()));
    }
  }
}
