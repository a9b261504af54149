package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.BACK;
import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ContainerName;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Beginning and ending the service. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class NameServerTest {
  private static final View VIEW = View.of(FRONT).withoutForwarding();

  @TempDir Path directory;

  @Test
  void stopGivesThePodsPortBackAndMayBeRepeated() throws Exception {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      host.server().stop(pod.name());
      host.server().stop(pod.name());

      try (DatagramSocket free =
          pod.inside(() -> new DatagramSocket(TestPod.PORT, TestPod.server()))) {
        assertThat(free.isBound()).isTrue();
      }
      assertThat(pod.run("ss", "-Hlntu")).isEmpty();
    }
  }

  @Test
  void aPodMayBeServedAgain() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", VIEW);
      host.server().stop(pod.name());
      host.server().serve(pod.name(), pod.pin(), VIEW);

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
    }
  }

  @Test
  void aPodThatWasMadeAnewIsServedWhereItIsNow() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod old = host.pod("old", VIEW);
      TestPod pod = host.pod("new");
      host.server().serve(old.name(), pod.pin(), VIEW);

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      assertThat(old.run("ss", "-Hlntu")).isEmpty();
    }
  }

  @Test
  void podsAreServedEachByItsOwnView() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      host.know(BACK, "web", "10.2.0.2");
      TestPod one = host.pod("one", View.of(FRONT));
      TestPod two = host.pod("two", View.of(BACK));

      assertThat(one.digShort("web")).containsExactly("10.1.0.2");
      assertThat(two.digShort("web")).containsExactly("10.2.0.2");
    }
  }

  @Test
  void closingEndsTheThreadAndAnotherSupervisorTakesOver() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      host.server().close();
      host.server().close();
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .doesNotContain("name-server");

      try (NameServer next = NameServer.open(Surroundings.host(directory), warning -> {})) {
        next.update(
            new Zone(FRONT, Map.of("web", Surroundings.addresses("10.1.0.2")), Set.of(), Map.of()));
        next.serve(pod.name(), pod.pin(), VIEW);
        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      }
    }
  }

  @Test
  void whatIsClosedServesNobody() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      host.server().close();
      host.server().stop(pod.name());
      host.know(FRONT, "web", "10.1.0.2");

      assertThatThrownBy(() -> host.server().serve(pod.name(), pod.pin(), VIEW))
          .isInstanceOf(IllegalStateException.class);
      assertThat(pod.run("ss", "-Hlntu")).isEmpty();
    }
  }

  @Test
  void whereNoNamespaceIsPinnedNothingIsServed() throws Exception {
    try (Surroundings host = new Surroundings(directory)) {
      Path missing = directory.resolve("missing");
      Path plain = Files.createFile(directory.resolve("plain"));
      ContainerName pod = new ContainerName("app");

      for (Path pin : List.of(missing, plain)) {
        assertThatThrownBy(() -> host.server().serve(pod, pin, VIEW))
            .isInstanceOf(RuntimeFailure.class)
            .hasMessage(
                "cannot serve names in the network namespace pinned at " + pin + ": none is there");
      }
    }
  }

  @Test
  void aPodWithoutLoopbackIsToldOf() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app");
      pod.run("ip", "link", "set", "lo", "down");
      pod.run("ip", "address", "flush", "dev", "lo");

      assertThatThrownBy(() -> host.server().serve(pod.name(), pod.pin(), VIEW))
          .isInstanceOf(RuntimeFailure.class)
          .hasMessageContaining("cannot open the sockets of the name server: ");
    }
  }

  @Test
  void itMayBeUsedFromSeveralThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Surroundings host = new Surroundings(directory)) {
      List<TestPod> pods = IntStream.range(0, 8).mapToObj(n -> host.pod("app" + n)).toList();
      List<? extends Future<?>> tasks =
          pods.stream()
              .map(
                  pod ->
                      threads.submit(
                          () -> {
                            host.know(FRONT, "web", "10.1.0.2");
                            host.server().serve(pod.name(), pod.pin(), VIEW);
                            host.server().stop(pod.name());
                            host.server().serve(pod.name(), pod.pin(), VIEW);
                          }))
              .toList();
      for (Future<?> task : tasks) {
        task.get();
      }

      for (TestPod pod : pods) {
        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
