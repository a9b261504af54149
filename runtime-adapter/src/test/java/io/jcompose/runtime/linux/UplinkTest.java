package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.NetworkDriver;
import io.jcompose.model.plan.NetworkPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.plan.ResolverPlan;
import io.jcompose.model.plan.Topology;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.runtime.linux.network.Curl;
import io.jcompose.runtime.linux.network.Firewall;
import io.jcompose.runtime.linux.network.Neighbour;
import io.jcompose.runtime.linux.network.PinnedNamespace;
import io.jcompose.runtime.linux.network.WhoAmIServer;
import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.RuntimeCapabilities.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way out of pods of a host that has no nftables. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class UplinkTest {
  private static final String PASTA = "pasta";
  private static final String SLIRP = "slirp4netns";
  private static final int PORT = 8080;
  private static final String GATEWAY = "198.18.0.2";

  private final ProjectName project =
      new ProjectName("uplink-" + UUID.randomUUID().toString().substring(0, 8));
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<InfraPlan> pods = new ArrayList<>();
  private final List<NetworkPlan> networks = new ArrayList<>();
  @TempDir Path directory;

  /** A host with the programs that every pod needs, and none that leads out. */
  @BeforeEach
  void programs() throws IOException {
    Files.createDirectories(root().resolve("usr/bin"));
    // the pause process is nobody, and has to get at its program
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String shared : List.of("proc", "sys", "etc", "usr/bin/sleep")) {
      Files.createSymbolicLink(root().resolve(shared), Path.of("/", shared));
    }
  }

  private Path root() {
    return directory.resolve("root");
  }

  private void install(String program) {
    Path real = Path.of("/usr/bin", program);
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(real).as("is not installed").isExecutable();
    }
    try {
      Files.createSymbolicLink(root().resolve("usr/bin").resolve(program), real);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Puts a program in the place of another that does nothing but fail. */
  private void breakProgram(String program) throws IOException {
    Path file = root().resolve("usr/bin").resolve(program);
    Files.writeString(file, "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private LinuxRuntime open() {
    Host host =
        new Host(
            Clock.systemUTC(),
            Map.of(),
            root(),
            directory.resolve("state"),
            directory.resolve("run"));
    return LinuxRuntime.open(host, new Firewall.Missing(), warnings::add);
  }

  private NetworkName network(String name, boolean internal) {
    NetworkName full = new NetworkName(project + "_" + name);
    networks.add(
        new NetworkPlan(
            full,
            Optional.of(project),
            false,
            NetworkDriver.BRIDGE,
            Map.of(),
            internal,
            true,
            true,
            List.of(),
            Map.of()));
    return full;
  }

  private ContainerName pod(String name, NetworkName... joined) {
    ContainerName infra = new ContainerName(project + "-" + name);
    pods.add(
        new InfraPlan(
            infra,
            new InfraPlan.NetworkNamespace.Own(),
            Stream.of(joined).map(to -> AttachmentPlan.of(to, List.of(name))).toList(),
            List.of(),
            List.of(name),
            Map.of(),
            ResolverPlan.DEFAULT,
            Map.of()));
    return infra;
  }

  private void up(ContainerRuntime runtime) {
    runtime
        .projects()
        .record(
            new PodPlan(
                project,
                Topology.BRIDGE,
                "a test says so",
                "/",
                List.of(),
                networks,
                pods,
                List.of(),
                List.of()));
    networks.forEach(runtime.networks()::create);
    for (InfraPlan pod : pods) {
      runtime.pods().create(project, pod);
      runtime.pods().start(project, pod.name());
    }
  }

  private void down(ContainerRuntime runtime) {
    for (InfraPlan pod : pods) {
      runtime.pods().stop(project, pod.name());
      runtime.pods().remove(project, pod.name());
    }
    networks.forEach(network -> runtime.networks().remove(network.name()));
    runtime.projects().remove(project);
  }

  private Path pin(ContainerName infra) {
    return directory.resolve("run/projects").resolve(project.value()).resolve("netns/" + infra);
  }

  private String inside(ContainerName infra, String... command) {
    return Command.run(
        Stream.concat(Stream.of("nsenter", "--net=" + pin(infra)), Stream.of(command))
            .toArray(String[]::new));
  }

  private String curl(ContainerName infra, String address) {
    return inside(infra, Curl.command(address, PORT));
  }

  /** Returns the one that runs, once what it does in a child for a moment is over. */
  private long program() {
    return await().until(this::programsRunning, running -> running.size() == 1).get(0);
  }

  /** Returns the programs that lead pods of this test out, as the kernel lists them. */
  private List<Long> programsRunning() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(ProcessHandle::isAlive)
          .filter(this::isOurs)
          .map(ProcessHandle::pid)
          .sorted()
          .toList();
    }
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      String command = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      return command.contains("jcout") && command.contains(project.value());
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    try (LinuxRuntime runtime = open()) {
      down(runtime); // of a test that failed; else a second time, which is harmless
    }
    try (Stream<Path> all = Files.walk(root())) { // links lead out of the temporary folder
      for (Path link : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
    assertThat(programsRunning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void aPodReachesAnotherMachineAsItsHost(String program) throws Exception {
    install(program);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer server = neighbour.serve(PORT);
        LinuxRuntime runtime = open()) {
      up(runtime);

      assertThat(server).isNotNull();
      assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
      assertThat(curl(web, "[" + Neighbour.ADDRESS_IPV6 + "]")).isEqualTo("2001:db8:0:0:0:0:0:1");
      try (PinnedNamespace pod = PinnedNamespace.find(pin(web)).orElseThrow()) {
        assertThat(pod.inside(() -> Curl.ask(Neighbour.ADDRESS, PORT))).isEqualTo(Neighbour.HOST);
        assertThat(pod.inside(() -> Curl.ask(Neighbour.ADDRESS_IPV6, PORT)))
            .isEqualTo("2001:db8:0:0:0:0:0:1");
      }
      Command.run("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
      inside(web, "ping", "-c", "1", "-W", "5", Neighbour.ADDRESS);
      assertThat(runtime.capabilities().features()).contains(Feature.OUTGOING_TRAFFIC);
      down(runtime);
    }
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void whatListensOnTheHostsLoopbackIsNotReached(String program) throws Exception {
    install(program);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer here = new WhoAmIServer(PORT);
        LinuxRuntime runtime = open()) {
      up(runtime);

      assertThat(here).isNotNull();
      assertThat(neighbour).isNotNull();
      assertThat(Curl.get("127.0.0.1", PORT)).isEqualTo("127.0.0.1");
      for (String address : List.of("127.0.0.1", "[::1]", GATEWAY, "198.18.0.3", "[fd00::2]")) {
        assertThatThrownBy(() -> curl(web, address)).hasMessageContaining("failed");
      }
      down(runtime);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void neighboursSeeThePodsOwnAddress(String program) throws Exception {
    install(program);
    NetworkName front = network("front", false);
    ContainerName web = pod("web", front);
    ContainerName api = pod("api", front);
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        LinuxRuntime runtime = open()) {
      up(runtime);
      assertThat(neighbour).isNotNull();
      try (PinnedNamespace pod = PinnedNamespace.find(pin(web)).orElseThrow();
          WhoAmIServer server = pod.inside(() -> new WhoAmIServer(PORT))) {
        assertThat(server).isNotNull();
        assertThat(curl(api, address(runtime, web))).isEqualTo(address(runtime, api));
      }
      down(runtime);
    }
  }

  private String address(ContainerRuntime runtime, ContainerName infra) {
    return addresses(runtime, infra).get(0).value();
  }

  private String ipv6(ContainerRuntime runtime, ContainerName infra) {
    return addresses(runtime, infra).get(1).value();
  }

  private List<IpAddress> addresses(ContainerRuntime runtime, ContainerName infra) {
    return runtime.pods().find(project, infra).orElseThrow().attachments().get(0).addresses();
  }

  @Test
  void aPodOfInternalNetworksOnlyHasNoWayOut() throws Exception {
    install(SLIRP);
    NetworkName inner = network("inner", true);
    ContainerName db = pod("db", inner);
    ContainerName web = pod("web", inner, network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer server = neighbour.serve(PORT);
        LinuxRuntime runtime = open()) {
      up(runtime);

      assertThat(server).isNotNull();
      assertThat(program()).isPositive();
      assertThat(inside(db, "ip", "route", "show", "default")).isEmpty();
      assertThatThrownBy(() -> curl(db, Neighbour.ADDRESS)).hasMessageContaining("failed");
      assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);

      runtime.pods().disconnect(project, web, networks.get(1).name());
      assertThat(programsRunning()).isEmpty();
      assertThatThrownBy(() -> curl(web, Neighbour.ADDRESS)).hasMessageContaining("failed");

      runtime.pods().connect(project, web, AttachmentPlan.of(networks.get(1).name(), List.of()));
      assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
      down(runtime);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void aPodThatLeadsOutDoesNotReachNetworksThatItIsNotIn(String program) throws Exception {
    install(program);
    NetworkName inner = network("inner", true);
    ContainerName db = pod("db", inner);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        LinuxRuntime runtime = open()) {
      up(runtime);
      assertThat(neighbour).isNotNull();
      try (PinnedNamespace pod = PinnedNamespace.find(pin(db)).orElseThrow();
          WhoAmIServer server = pod.inside(() -> new WhoAmIServer(PORT))) {
        assertThat(server).isNotNull();
        for (String address : List.of(address(runtime, db), "[" + ipv6(runtime, db) + "]")) {
          assertThatThrownBy(() -> curl(web, address)).hasMessageContaining("failed");

          runtime.pods().connect(project, web, AttachmentPlan.of(inner, List.of()));
          assertThat(curl(web, address)).isNotEmpty();

          runtime.pods().disconnect(project, web, inner);
          assertThatThrownBy(() -> curl(web, address)).hasMessageContaining("failed");
        }
      }
      down(runtime);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void aProgramThatEndsIsPutBack(String program) throws Exception {
    install(program);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer server = neighbour.serve(PORT);
        LinuxRuntime runtime = open()) {
      up(runtime);
      assertThat(server).isNotNull();

      for (int round = 0; round < 3; round++) {
        long before = program();
        kill(before);

        await().until(() -> program() != before);
        await()
            .ignoreExceptionsMatching(AssertionError.class::isInstance)
            .until(() -> inside(web, "ip", "route", "show", "default").contains("jcout"));
        assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
      }
      down(runtime);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLaterProcessTakesOverWhatRunsAndPutsBackWhatDoesNot() throws Exception {
    install(SLIRP);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer server = neighbour.serve(PORT)) {
      assertThat(server).isNotNull();
      long first;
      try (LinuxRuntime runtime = open()) {
        up(runtime);
        first = program();
      }
      assertThat(program()).isEqualTo(first);
      try (LinuxRuntime runtime = open()) {
        runtime.adopt(project);
        assertThat(program()).isEqualTo(first);
        assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
      }

      kill(first);
      await().until(() -> programsRunning().isEmpty());
      try (LinuxRuntime runtime = open()) {
        runtime.adopt(project);
        assertThat(program()).isNotEqualTo(first);
        assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
        down(runtime);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PASTA, SLIRP})
  void aProgramHasASessionOfItsOwnAndNothingOfOurs(String program) throws Exception {
    install(program);
    pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        LinuxRuntime runtime = open()) {
      up(runtime);
      assertThat(neighbour).isNotNull();
      String pid = Long.toString(program());

      assertThat(Command.run("ps", "-o", "sid=,pgid=", "-p", pid).strip().split(" +"))
          .containsOnly(pid);
      String ofItsOwn = "/dev/null|(/dev)?/net/tun|/|" + pin(pods.get(0).name());
      assertThat(Command.run("find", "/proc/" + pid + "/fd", "-lname", "/*", "-printf", "%l\n"))
          .matches("((" + ofItsOwn + ")\n?)+");
      assertThat(Command.run("cat", "/proc/" + pid + "/cgroup"))
          .contains("/jcompose/" + project + "/" + project + "-web.uplink");
      down(runtime);
    }
  }

  @Test
  void aProgramThatNobodyRecordedIsEnded() throws Exception {
    install(SLIRP);
    ContainerName web = pod("web", network("front", false));
    try (LinuxRuntime runtime = open()) {
      up(runtime);
    }
    long unrecorded = program();
    Files.delete(
        directory
            .resolve("state/projects")
            .resolve(project.value())
            .resolve("uplinks/" + web + ".json"));
    try (LinuxRuntime runtime = open()) {
      runtime.adopt(project);
      assertThat(program()).isNotEqualTo(unrecorded);
      down(runtime);
    }
  }

  @Test
  void aProgramThatDoesNotWorkHereIsReplacedByTheOther() throws Exception {
    breakProgram(PASTA);
    install(SLIRP);
    ContainerName web = pod("web", network("front", false));
    try (Neighbour neighbour = new Neighbour(directory.resolve("neighbour"));
        WhoAmIServer server = neighbour.serve(PORT);
        LinuxRuntime runtime = open()) {
      up(runtime);

      assertThat(server).isNotNull();
      assertThat(curl(web, Neighbour.ADDRESS)).isEqualTo(Neighbour.HOST);
      down(runtime);
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void whereNoneWorksItIsSaidWhichPodIsConcerned() throws Exception {
    breakProgram(PASTA);
    pod("web", network("front", false));
    try (LinuxRuntime runtime = open()) {
      up(runtime);
      down(runtime);
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("web' of project '" + project + "' has no way out, because pasta ends at once");
  }

  @Test
  void whereNoneIsInstalledTheNetworksWithoutAWayOutAreToldOncePerUp() {
    NetworkName front = network("front", false);
    pod("web", front);
    pod("api", front, network("back", false));
    pod("db", network("inner", true));
    String warning =
        "networks '"
            + project
            + "_back', '"
            + front
            + "' have no way out: neither libnftables.so.1 nor the program nft is installed, and"
            + " neither pasta nor slirp4netns is there instead; install the package libnftables1"
            + " (or nftables); else install the package passt or slirp4netns";
    try (LinuxRuntime runtime = open()) {
      assertThat(runtime.capabilities().features()).doesNotContain(Feature.OUTGOING_TRAFFIC);
      up(runtime);
      assertThat(warnings).containsExactly(warning);

      pods.forEach(pod -> runtime.pods().stop(project, pod.name()));
      pods.forEach(pod -> runtime.pods().start(project, pod.name()));
      assertThat(warnings).containsExactly(warning, warning);
      down(runtime);
    }
  }
}
