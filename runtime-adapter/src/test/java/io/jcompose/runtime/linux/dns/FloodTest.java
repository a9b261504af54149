package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one pod can make the server hold is bounded, and others do not notice. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(120)
class FloodTest {
  private static final int OF_A_POD = 256;
  private static final int OF_A_POD_ON_TCP = 16;

  @TempDir Path directory;

  @Test
  void questionsBeyondThoseThatMayWaitFailAtOnceAndOthersAreServed() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream silent = TestUpstream.silent("127.0.0.2")) {
      host.hostAsks("nameserver 127.0.0.2", "options timeout:5 attempts:3");
      host.know(FRONT, "web", "10.1.0.2");
      TestPod hostile = host.pod("hostile", View.of(FRONT));
      TestPod other = host.pod("other", View.of(FRONT));
      long before = descriptors();
      try (DatagramSocket flood = hostile.udp();
          DatagramSocket asks = other.udp()) {
        for (int number = 0; number < OF_A_POD; number++) {
          TestPod.send(flood, Packets.question("n" + number + ".example"));
        }
        await().until(() -> silent.asked().size() == OF_A_POD);
        for (int number = 0; number < 5_000; number++) {
          TestPod.send(flood, Packets.question("m" + number + ".example"));
        }

        assertThat(Packets.code(TestPod.receive(flood).orElseThrow())).isEqualTo("SERVFAIL");
        assertThat(hostile.digShort("web")).containsExactly("10.1.0.2");
        assertThat(silent.asked()).hasSize(OF_A_POD);
        assertThat(descriptors() - before).isLessThan(50);
        TestPod.send(asks, Packets.question("other.example"));
        await().until(() -> silent.asked().contains("other.example. A"));
        assertThat(other.digShort("web")).containsExactly("10.1.0.2");
      }
    }
  }

  @Test
  void connectionsThatAskOthersAreBoundedToo() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (Surroundings host = new Surroundings(directory);
        TestUpstream silent = TestUpstream.silent("127.0.0.2")) {
      host.hostAsks("nameserver 127.0.0.2", "options timeout:5 attempts:3");
      host.know(FRONT, "web", "10.1.0.2");
      TestPod hostile = host.pod("hostile", View.of(FRONT));
      TestPod other = host.pod("other", View.of(FRONT));
      for (int number = 0; number < 10; number++) {
        Socket socket = hostile.tcp();
        sockets.add(socket);
        for (int question = 0; question < 10; question++) {
          socket.getOutputStream().write(Framing.framed(Packets.question("n.example")).array());
        }
      }
      await().until(() -> silent.asked().size() == OF_A_POD_ON_TCP);

      assertThat(other.digShort("web", "+tcp")).containsExactly("10.1.0.2");
      assertThat(hostile.digShort("web", "+tcp")).containsExactly("10.1.0.2");
      assertThat(silent.asked()).hasSize(OF_A_POD_ON_TCP);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void afterAFloodEverythingIsGivenBack() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream silent = TestUpstream.silent("127.0.0.2");
        TestUpstream good = TestUpstream.answering("127.0.0.3", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2", "options timeout:1 attempts:1");
      TestPod pod = host.pod("app", View.of(FRONT));
      long before = descriptors();
      try (DatagramSocket flood = pod.udp()) {
        for (int number = 0; number < 2_000; number++) {
          TestPod.send(flood, Packets.question("n" + number + ".example"));
        }
      }
      await().until(() -> !silent.asked().isEmpty());
      host.hostAsks("nameserver 127.0.0.3 ", "# the other");

      await().until(() -> pod.digShort("example.org"), List.of("192.0.2.1")::equals);
      await().atMost(Duration.ofSeconds(20)).until(() -> descriptors() <= before);
      assertThat(good.asked()).isNotEmpty();
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
