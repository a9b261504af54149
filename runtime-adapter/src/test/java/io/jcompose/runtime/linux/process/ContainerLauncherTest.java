package io.jcompose.runtime.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.Capability;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.linux.process.Workbench.Started;
import io.jcompose.runtime.linux.rootfs.RootMount;
import io.jcompose.runtime.syscall.Pipes;
import io.jcompose.scheduler.runtime.Privileged;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Privileged
class ContainerLauncherTest {
  @TempDir Path directory;
  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = Workbench.in(directory);
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void aProgramRunsAndItsOutputArrives() throws IOException {
    assertThat(bench.sh("echo hi")).isEqualTo("hi");
  }

  @Test
  void bothStreamsArriveApart() throws IOException {
    Started container = bench.start("/bin/sh", "-c", "echo out; echo err >&2");
    container.exitCode();

    assertThat(container.output()).isEqualTo("out\n");
    assertThat(container.error()).isEqualTo("err\n");
  }

  @Test
  void outputCanBeOpenedAgainByItsName() throws IOException {
    assertThat(
            bench.sh(wish -> wish.withUser("65534"), "echo a > /dev/stdout; echo b >> /dev/stdout"))
        .isEqualTo("a\nb");
  }

  @Test
  void theProgramIsProcessOneOfItsOwnPidNamespace() throws IOException {
    assertThat(bench.sh("echo $$; ls -d /proc/[0-9]* | wc -l; readlink /proc/self/exe | wc -l"))
        .startsWith("1\n");
  }

  @Test
  void allNamespacesButTheUserNamespaceAreItsOwn() throws IOException {
    String line = "for n in mnt uts ipc pid net cgroup; do readlink /proc/self/ns/$n; done";
    String pod =
        Programs.run(
            "nsenter", "--net=" + bench.networkNamespace(), "readlink", "/proc/self/ns/net");

    List<String> inside = bench.sh(line).lines().toList();

    assertThat(inside).doesNotContainAnyElementsOf(Programs.run("sh", "-c", line).lines().toList());
    assertThat(inside.get(4)).isEqualTo(pod);
  }

  @Test
  void twoContainersHaveCgroupNamespacesOfTheirOwn() throws IOException {
    Path one = namespaceOf(bench.start("sleep", "infinity"), "cgroup");
    Path two = namespaceOf(bench.start("sleep", "infinity"), "cgroup");

    assertThat(one).isNotEqualTo(two);
    assertThat(List.of(one, two))
        .doesNotContain(Files.readSymbolicLink(Path.of("/proc/self/ns/cgroup")));
  }

  private static Path namespaceOf(Started container, String kind) throws IOException {
    return Files.readSymbolicLink(
        Path.of("/proc", Long.toString(container.process().pid()), "ns", kind));
  }

  @Test
  @EnabledIf("controlGroupsAreOfVersion1")
  void aContainerDoesNotSeeWhereItsControlGroupsAre() throws IOException {
    assertThat(bench.sh("cut -d: -f3 /proc/self/cgroup | sort -u")).isEqualTo("/");
  }

  static boolean controlGroupsAreOfVersion1() {
    return Files.exists(Path.of("/sys/fs/cgroup/pids/tasks"));
  }

  @Test
  void noThreadOfThisProcessStaysInAContainersGroups() throws IOException {
    String before = Programs.run("sh", "-c", "cat /proc/$PPID/task/*/cgroup | sort -u");

    Started container = bench.start("sleep", "infinity");

    // the thread that a container is born on is there until it has ended
    await()
        .untilAsserted(
            () ->
                assertThat(Programs.run("sh", "-c", "cat /proc/$PPID/task/*/cgroup | sort -u"))
                    .isEqualTo(before));
    assertThat(Files.readString(Path.of("/proc/" + container.process().pid() + "/cgroup")))
        .contains("/jcompose/" + bench.project() + "/" + container.name());
  }

  @Test
  void whatItIsCalledIsItsOwn() throws IOException {
    String domain = "cat /proc/sys/kernel/domainname";
    assertThat(bench.sh("hostname; " + domain + "; echo $HOSTNAME; echo $PATH; echo $HOME"))
        .isEqualTo(
            "box\nexample.org\nbox\n/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n/root");
  }

  @Test
  void exitCodesAndSignalsAreTold() throws IOException {
    assertThat(bench.start("/bin/sh", "-c", "exit 7").exitCode()).isEqualTo(7);

    Started sleeper = bench.start("sleep", "infinity");
    sleeper.process().signal(Signal.KILL);
    assertThat(sleeper.exitCode()).isEqualTo(137);
  }

  @Test
  void aSignalReachesTheProgram() throws IOException {
    Started container =
        bench.start(
            "/bin/sh", "-c", "trap 'exit 3' TERM; echo ready; while :; do sleep 0.05; done");
    while (!container.output().contains("ready")) {
      Thread.onSpinWait();
    }

    container.process().signal(Signal.TERM);

    assertThat(container.exitCode()).isEqualTo(3);
  }

  @Test
  void onlyTheStandardStreamsAreOpen() throws IOException {
    assertThat(bench.sh("ls /proc/self/fd | tr '\\n' ' '")).isEqualTo("0 1 2 3"); // 3 is ls's own
  }

  @Test
  void noSignalIsBlockedOrIgnored() throws IOException {
    assertThat(bench.sh("grep -E 'SigBlk|SigIgn' /proc/self/status").replaceAll("\\s", ""))
        .isEqualTo("SigBlk:0000000000000000SigIgn:0000000000000000");
  }

  @Test
  void theUsualCapabilitiesAreLeft() throws IOException {
    // the fourteen of Docker, as 'docker run alpine grep Cap /proc/self/status' prints them
    assertThat(bench.sh("grep Cap /proc/self/status").lines().map(l -> l.replaceAll("\\s+", " ")))
        .containsExactly(
            "CapInh: 0000000000000000",
            "CapPrm: 00000000a80425fb",
            "CapEff: 00000000a80425fb",
            "CapBnd: 00000000a80425fb",
            "CapAmb: 0000000000000000");
  }

  @Test
  void capabilitiesAreAddedAndDropped() throws IOException {
    SecuritySettings security =
        new SecuritySettings(false, Set.of(Capability.NET_ADMIN), true, Set.of(), false);

    assertThat(bench.sh(wish -> wish.withSecurity(security), "grep CapEff /proc/self/status"))
        .endsWith("0000000000001000");
  }

  @Test
  void anotherUserHasNoCapability() throws IOException {
    assertThat(
            bench.sh(
                wish -> wish.withUser("65534:65534"),
                "id -u; id -g; grep CapEff /proc/self/status"))
        .matches("65534\n65534\nCapEff:\\s0000000000000000");
  }

  @Test
  void aUserIsLookedUpWithItsGroupsAndHome() throws IOException {
    assertThat(bench.sh(wish -> wish.withUser("daemon"), "id -un; id -gn; echo $HOME"))
        .isEqualTo("daemon\ndaemon\n/usr/sbin");
  }

  @Test
  void anUnknownUserIsAClearFailure() {
    assertThatThrownBy(() -> bench.start(wish -> wish.withUser("nosuchuser"), "true"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("/etc/passwd knows no user 'nosuchuser'");
  }

  @Test
  void aMissingProgramIsToldAs127AndOneThatCannotRunAs126() {
    assertThatThrownBy(() -> bench.start("nosuchprogram"))
        .isInstanceOfSatisfying(
            ProgramNotRunException.class, e -> assertThat(e.exitCode()).isEqualTo(127));
    assertThatThrownBy(() -> bench.start("/etc/passwd"))
        .isInstanceOfSatisfying(
            ProgramNotRunException.class, e -> assertThat(e.exitCode()).isEqualTo(126));
  }

  @Test
  void theWorkingDirectoryIsMadeAndEntered() throws IOException {
    assertThat(bench.sh(wish -> wish.withWorkingDirectory("/made/for/it"), "pwd"))
        .isEqualTo("/made/for/it");
    assertThat(Path.of("/made")).doesNotExist();
  }

  @Test
  void theFilesOfTheKernelAreMaskedOrReadOnly() throws IOException {
    assertThat(
            bench.sh(
                "wc -c < /proc/interrupts; ls /sys/firmware | wc -l;"
                    + " (echo 1 > /proc/sys/kernel/sysrq) 2>/dev/null || echo refused;"
                    + " (echo b > /proc/sysrq-trigger) 2>/dev/null || echo refused;"
                    + " (mkdir /sys/fs/cgroup/x) 2>/dev/null || echo refused"))
        .isEqualTo("0\n0\nrefused\nrefused\nrefused");
  }

  @Test
  void theDevicesAreTheHarmlessOnes() throws IOException {
    assertThat(
            bench.sh(
                "ls /dev | tr '\\n"
                    + "' ' '; ls -d /dev/pts/ptmx; echo x > /dev/null; stat -f -c %T /dev/shm"
                    + " /dev/mqueue"))
        .isEqualTo(
            "core fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero"
                + " /dev/pts/ptmx\ntmpfs\nmqueue");
  }

  @Test
  void aDeviceNodeThatIsMadeDoesNotOpen() throws IOException {
    assertThat(
            bench.sh(
                "mknod /dev/disk b 254 0; mknod /disk b 254 0;"
                    + " head -c1 /dev/disk >/dev/null 2>&1 || echo refused;"
                    + " head -c1 /disk >/dev/null 2>&1 || echo refused"))
        .isEqualTo("refused\nrefused");
  }

  @Test
  void whatIsWrittenStaysInTheContainersOwnLayer() throws IOException {
    bench.sh("echo mine > /written-by-a-test; rm /etc/hostname");

    assertThat(Path.of("/written-by-a-test")).doesNotExist();
    assertThat(Path.of("/etc/hostname")).exists();
  }

  @Test
  void jcomposesOwnDirectoriesAreHiddenWhereTheHostIsTheImage() throws IOException {
    Files.writeString(bench.host().state().resolve("secret"), "of another container");

    assertThat(
            bench.sh(
                "ls -A "
                    + bench.host().state()
                    + " "
                    + bench.host().run()
                    + " | grep -v :; echo end"))
        .isEqualTo("end");
  }

  @Test
  void aReadOnlyRootCannotBeWritten() throws IOException {
    assertThat(
            bench.sh(
                wish -> wish.withReadOnlyRoot(),
                "(echo x > /x) 2>/dev/null || echo refused; echo y > /dev/shm/y && echo written"))
        .isEqualTo("refused\nwritten");
  }

  @Test
  void directoriesAndFilesAreMounted() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    Path file = Files.writeString(directory.resolve("file"), "content");

    assertThat(
            bench.sh(
                wish ->
                    wish.withMounts(
                        new RootMount.Bind(data, "/made/data", false, Optional.empty()),
                        new RootMount.Bind(file, "/made/file", true, Optional.empty()),
                        new RootMount.Tmpfs(
                            "/made/memory",
                            OptionalLong.of(1 << 20),
                            OptionalInt.of(0700),
                            "exec,uid=7")),
                "echo x > /made/data/x; cat /made/file; (echo x > /made/file) 2>/dev/null || echo '"
                    + " refused'; stat -c %a:%u /made/memory; df -k /made/memory | tail -1 | awk"
                    + " '{print $2}'"))
        .isEqualTo("content refused\n700:7\n1024");
    assertThat(data.resolve("x")).exists();
  }

  @Test
  void aLinkOfTheImageDoesNotLeadAMountOutOfTheContainer() throws IOException {
    Path image = image();
    Path outside = Files.createDirectories(directory.resolve("outside"));
    Files.createSymbolicLink(image.resolve("absolute"), outside);
    Files.createSymbolicLink(image.resolve("relative"), Path.of("../../../../../../.." + outside));
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("inside"), "");

    for (String link : List.of("absolute", "relative")) {
      bench.sh(
          wish ->
              wish.withLayers(image)
                  .withMounts(
                      programs(),
                      new RootMount.Bind(data, "/" + link + "/deep", false, Optional.empty())),
          "test -e /" + link + "/deep/inside");
    }

    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLaterLayerIsBelowAnEarlierOne() throws IOException {
    Path image = image();
    Files.writeString(Files.createDirectories(image.resolve("etc")).resolve("motd"), "from above");

    Path below = directory.resolve("below");
    Files.writeString(Files.createDirectories(below.resolve("etc")).resolve("motd"), "from below");

    assertThat(
            bench.sh(wish -> wish.withLayers(image, below).withMounts(programs()), "cat /etc/motd"))
        .isEqualTo("from above");
  }

  @Test
  void aHundredLayersFitWhateverTheirNames() throws IOException {
    List<Path> layers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Path layer = Files.createDirectories(directory.resolve("layer,with:odd\\name" + i));
      Files.writeString(layer.resolve("file" + i), "");
      layers.add(layer);
    }
    layers.add(image());

    assertThat(
            bench.sh(
                wish -> wish.withLayers(layers.toArray(Path[]::new)).withMounts(programs()),
                "ls -d /file* | wc -l"))
        .isEqualTo("100");
  }

  private Path image() throws IOException {
    Path image = Files.createDirectories(directory.resolve("image"));
    for (String name : List.of("bin", "sbin", "lib", "lib64")) {
      Files.createSymbolicLink(image.resolve(name), Path.of("usr", name));
    }
    return image;
  }

  /** The host's programs, for an image that has none. */
  private static RootMount programs() {
    return new RootMount.Bind(Path.of("/usr"), "/usr", true, Optional.empty());
  }

  @Test
  void theEnvironmentIsTheFilesAndNothingElse() throws IOException {
    assertThat(bench.sh(wish -> wish.withEnvironment(Map.of("A", "b c")), "env | sort"))
        .isEqualTo(
            "A=b c\nHOME=/root\nHOSTNAME=box\n"
                + "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nPWD=/");
  }

  @Test
  void aProcessIsAdoptedByItsPidAndStartTime() throws IOException {
    Started container = bench.start("sleep", "infinity");
    long pid = container.process().pid();
    try (ContainerLauncher another = new ContainerLauncher(bench.host(), warning -> {})) {
      assertThat(another.adopt(pid, container.process().startTicks() + 1)).isEmpty();
      RunningProcess adopted = another.adopt(pid, container.process().startTicks()).orElseThrow();

      adopted.signal(Signal.KILL);

      assertThat(container.exitCode()).isEqualTo(137);
      assertThat(adopted.exit().toCompletableFuture().join()).isEqualTo(137);
    }
  }

  @Test
  void thePauseProcessKeepsWhatIsInAPipe() throws IOException {
    Path fifo = directory.resolve("kept");
    Pipes.makeFifo(fifo, 0600);
    ContainerName name = new ContainerName("infra");
    RunningProcess pause =
        bench
            .launcher()
            .launchPause(
                new PauseSpec(
                    bench.project(),
                    name,
                    new NetworkPlace.Pinned(bench.networkNamespace()),
                    List.of(fifo)));
    try {
      Programs.run("sh", "-c", "echo kept > " + fifo);

      assertThat(Programs.run("head", "-n1", fifo.toString())).isEqualTo("kept");
      assertThat(Programs.run("cat", "/proc/" + pause.pid() + "/status"))
          .containsPattern("Uid:\\s65534")
          .containsPattern("CapBnd:\\s0000000000000000");
    } finally {
      pause.signal(Signal.KILL);
      bench.launcher().cleanUp(bench.project(), name);
    }
  }

  @Test
  void aHundredContainersStartedTogetherLeaveNothingBehind() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> launches = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int code = i;
        launches.add(() -> bench.start("/bin/sh", "-c", "exit " + code).exitCode());
      }
      int expected = 0;
      for (Future<Integer> end : threads.invokeAll(launches)) {
        assertThat(end.get()).isEqualTo(expected++);
      }
    } finally {
      threads.shutdownNow();
    }
    bench.removeContainers();

    assertThat(bench.host().run().resolve("gates")).isEmptyDirectory();
    assertThat(Programs.run("findmnt", "-rno", "TARGET").lines())
        .filteredOn(target -> target.startsWith(directory.toString()))
        .containsOnly(bench.networkNamespace().toString());
    assertThat(Path.of("/sys/fs/cgroup/pids/jcompose", bench.project().toString())).doesNotExist();
  }
}
