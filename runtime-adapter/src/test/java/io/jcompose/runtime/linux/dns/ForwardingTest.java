package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static io.jcompose.runtime.linux.dns.Surroundings.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Questions about names that are not the pod's; the host's resolvers are programs of the test. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class ForwardingTest {
  private static final View ALL = View.of(FRONT);

  @TempDir Path directory;

  @Test
  void otherNamesAreAskedAtTheHostsResolverEvenOnItsLoopback() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.53", "192.0.2.1")) {
      host.hostAsks("# a stub", "nameserver 127.0.0.53", "search example.org");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("Example.org")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).containsExactly("Example.org. A");
    }
  }

  @Test
  void aQuestionOverTcpIsAskedOverTcp() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org", "+tcp")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).containsExactly("example.org. A TCP");
    }
  }

  @Test
  void aTruncatedAnswerIsPassedOnAndTheClientAsksAgainOverTcp() throws Exception {
    TestUpstream.Behaviour cutting =
        (question, isOnTcp) -> {
          Message answer = TestUpstream.answer(question, "192.0.2.1");
          if (!isOnTcp) {
            answer.removeAllRecords(Section.ANSWER);
            answer.getHeader().setFlag(Flags.TC);
          }
          return List.of(answer.toWire());
        };
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.start("127.0.0.2", cutting)) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).containsExactly("example.org. A", "example.org. A TCP");
    }
  }

  @Test
  void largeAnswersArriveWholeOverEither() throws Exception {
    TestUpstream.Behaviour telling =
        (question, isOnTcp) -> {
          Message answer = TestUpstream.begun(question);
          Name name = question.getQuestion().getName();
          for (int number = 0; number < (isOnTcp ? 200 : 12); number++) {
            String text = number + "x".repeat(240);
            answer.addRecord(new TXTRecord(name, DClass.IN, 60, text), Section.ANSWER);
          }
          return List.of(answer.toWire());
        };
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.start("127.0.0.2", telling)) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org", "TXT", "+bufsize=4096")).hasSize(12);
      assertThat(pod.digShort("example.org", "TXT", "+tcp")).hasSize(200);
      assertThat(upstream.asked()).hasSize(2);
    }
  }

  @Test
  void whatAClientSaysInItsOptRecordReachesTheServer() throws Exception {
    TestUpstream.Behaviour telling =
        (question, isOnTcp) -> {
          Message answer = TestUpstream.answer(question, "192.0.2.1");
          answer.addRecord(question.getOPT(), Section.ADDITIONAL);
          return List.of(answer.toWire());
        };
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.start("127.0.0.2", telling)) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.dig("example.org", "+bufsize=1400", "+dnssec"))
          .contains("flags: do; udp: 1400");
      assertThat(upstream.asked()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsDeadIsPassedOverAtOnce() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.9", "nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);
      long before = System.nanoTime();

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(pod.digShort("example.org", "+tcp")).containsExactly("192.0.2.1");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Resolvers.USUAL_TIMEOUT);
      assertThat(upstream.asked()).hasSize(2);
    }
  }

  @Test
  void whereNobodyListensAllWhoWaitAreToldAtOnce() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      host.hostAsks("nameserver 127.0.0.9", "nameserver 127.0.0.8", "options timeout:5 attempts:3");
      TestPod pod = host.pod("app", ALL);
      long before = System.nanoTime();
      try (DatagramSocket client = pod.udp()) {
        for (int number = 0; number < 200; number++) {
          TestPod.send(client, Packets.question("n" + number + ".example"));
        }
        for (int number = 0; number < 200; number++) {
          assertThat(Packets.code(TestPod.receive(client).orElseThrow())).isEqualTo("SERVFAIL");
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aServerThatIsSilentIsPassedOverAfterTheHostsTimeout() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream silent = TestUpstream.silent("127.0.0.3");
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.3", "nameserver 127.0.0.2", "options timeout:1");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(pod.digShort("example.org", "+tcp")).containsExactly("192.0.2.1");
      assertThat(silent.asked()).containsExactly("example.org. A", "example.org. A TCP");
      assertThat(upstream.asked()).containsExactly("example.org. A", "example.org. A TCP");
    }
  }

  @Test
  void ifNoServerAnswersEachIsAskedAsOftenAsTheHostSaysAndTheAnswerIsAFailure() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream one = TestUpstream.silent("127.0.0.2");
        TestUpstream two = TestUpstream.silent("127.0.0.3")) {
      host.hostAsks("nameserver 127.0.0.2", "nameserver 127.0.0.3", "options timeout:1 attempts:2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.dig("example.org")).contains("status: SERVFAIL");
      assertThat(one.asked()).hasSize(2);
      assertThat(two.asked()).hasSize(2);
    }
  }

  @Test
  void withoutAnyServerTheAnswerIsAFailure() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.dig("example.org")).contains("status: SERVFAIL");
      assertThat(pod.dig("example.org", "+tcp")).contains("status: SERVFAIL");
    }
  }

  @Test
  void aServerThatCannotIsPassedOverAndItsExcuseKeptForTheEnd() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream refusing = TestUpstream.refusing("127.0.0.2", Rcode.REFUSED)) {
      host.hostAsks("nameserver 127.0.0.2", "nameserver 127.0.0.3");
      TestPod pod = host.pod("app", ALL);
      try (TestUpstream good = TestUpstream.answering("127.0.0.3", "192.0.2.1")) {
        assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
        assertThat(good.asked()).hasSize(1);
      }
      assertThat(refusing.asked()).hasSize(1);

      assertThat(pod.dig("example.org")).contains("status: REFUSED");
    }
  }

  @Test
  void thatANameDoesNotExistIsAnAnswer() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.refusing("127.0.0.2", Rcode.NXDOMAIN);
        TestUpstream other = TestUpstream.answering("127.0.0.3", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2", "nameserver 127.0.0.3");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.dig("example.org")).contains("status: NXDOMAIN");
      assertThat(upstream.asked()).hasSize(1);
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void answersToOtherQuestionsAndUnderOtherNumbersAreNotBelieved() throws Exception {
    TestUpstream.Behaviour lying =
        (question, isOnTcp) -> {
          Message wrongId = TestUpstream.answer(question, "198.51.100.1");
          wrongId.getHeader().setID(question.getHeader().getID() ^ 1);
          Message wrongName = forged(question, "evil.example.", Type.A);
          Message wrongType = forged(question, "example.org.", Type.AAAA);
          Message noAnswer = TestUpstream.answer(question, "198.51.100.1");
          noAnswer.getHeader().unsetFlag(Flags.QR);
          return List.of(
              wrongId.toWire(),
              wrongName.toWire(),
              wrongType.toWire(),
              noAnswer.toWire(),
              new byte[] {1, 2, 3},
              TestUpstream.answer(question, "192.0.2.1").toWire());
        };
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.start("127.0.0.2", lying)) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).hasSize(1);
      assertThat(pod.dig("example.org", "+tcp")).contains("status: SERVFAIL");
    }
  }

  private static Message forged(Message question, String name, int type) throws IOException {
    Message message = new Message(question.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.addRecord(Record.newRecord(Packets.name(name), type, DClass.IN), Section.QUESTION);
    message.addRecord(
        new ARecord(Packets.name(name), DClass.IN, 60, new byte[] {(byte) 198, 51, 100, 1}),
        Section.ANSWER);
    return message;
  }

  @Test
  void questionsLeaveUnderRandomNumbersAndFromSeveralPorts() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);
      Message question = Packets.question("example.org", Type.A, DClass.IN);
      question.getHeader().setID(1);
      for (int number = 0; number < 100; number++) {
        assertThat(Packets.read(pod.ask(question.toWire())).getHeader().getID()).isEqualTo(1);
      }

      assertThat(upstream.ids()).hasSizeGreaterThan(90);
      assertThat(upstream.ports()).hasSizeGreaterThan(4);
    }
  }

  @Test
  void manyQuestionsWaitAtOnceAndEachGetsItsOwnAnswer() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);
      try (DatagramSocket client = pod.udp()) {
        for (int number = 0; number < 200; number++) {
          Message question = Packets.question("n" + number + ".example", Type.A, DClass.IN);
          question.getHeader().setID(number);
          TestPod.send(client, question.toWire());
        }
        for (int number = 0; number < 200; number++) {
          Message answer = Packets.read(TestPod.receive(client).orElseThrow());
          assertThat(answer.getQuestion().getName())
              .isEqualTo(Packets.name("n" + answer.getHeader().getID() + ".example"));
        }
      }
      assertThat(upstream.asked()).hasSize(200).doesNotHaveDuplicates();
    }
  }

  @Test
  void aPodsOwnServersAreAskedInsteadOfTheHosts() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream hosts = TestUpstream.answering("127.0.0.2", "192.0.2.1");
        TestUpstream own = TestUpstream.answering("127.0.0.3", "192.0.2.3")) {
      host.hostAsks("nameserver 127.0.0.2");
      inHost("ip", "address", "add", "198.51.100.53/32", "dev", "lo");
      try (TestUpstream views = TestUpstream.answering("198.51.100.53", "192.0.2.2")) {
        TestPod pod = host.pod("app", ALL.withUpstream(addresses("198.51.100.53", "127.0.0.3")));
        assertThat(pod.digShort("example.org")).containsExactly("192.0.2.2");
        assertThat(views.asked()).hasSize(1);
      }
      assertThat(hosts.asked()).isEmpty();
      assertThat(own.asked()).isEmpty();
    }
  }

  @Test
  void aLoopbackServerOfAViewIsThePodsNotTheHosts() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream hosts = TestUpstream.answering("127.0.0.3", "192.0.2.1")) {
      TestPod pod = host.pod("app", ALL.withUpstream(addresses("127.0.0.3")));
      try (TestUpstream inPod =
          pod.inside(() -> TestUpstream.answering("127.0.0.3", "192.0.2.3"))) {
        assertThat(pod.digShort("example.org")).containsExactly("192.0.2.3");
        assertThat(pod.digShort("example.org", "+tcp")).containsExactly("192.0.2.3");
        assertThat(inPod.asked()).hasSize(2);
      }
      assertThat(pod.dig("example.org")).contains("status: SERVFAIL");
      assertThat(hosts.asked()).isEmpty();
      host.server().stop(pod.name());
    }
  }

  @Test
  void theServersOwnAddressAmongThoseToAskMeansTheHosts() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL.withUpstream(addresses("127.0.0.11")));

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).hasSize(1);
    }
  }

  @Test
  void serversAreAskedOverIpv6AsWell() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("::1", "192.0.2.1")) {
      host.hostAsks("nameserver ::1");
      TestPod pod = host.pod("app", ALL);

      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");
      assertThat(pod.digShort("example.org", "+tcp")).containsExactly("192.0.2.1");
      assertThat(upstream.asked()).hasSize(2);
    }
  }

  @Test
  void inAPodThatIsCutOffOtherNamesDoNotExistAndNobodyIsAsked() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL.withoutForwarding());

      assertThat(pod.dig("example.org")).contains("status: NXDOMAIN", "SOA");
      assertThat(upstream.asked()).isEmpty();
    }
  }

  @Test
  void theHostsResolversAreReadAgainWhenTheyChange() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream one = TestUpstream.answering("127.0.0.2", "192.0.2.1");
        TestUpstream two = TestUpstream.answering("127.0.0.3", "192.0.2.2")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", ALL);
      assertThat(pod.digShort("example.org")).containsExactly("192.0.2.1");

      host.hostAsks("nameserver 127.0.0.3", "# by a DHCP client");
      await().until(() -> pod.digShort("example.org"), List.of("192.0.2.2")::equals);
      assertThat(one.asked()).isNotEmpty();
      assertThat(two.asked()).isNotEmpty();
    }
  }

  @Test
  void whileAServerThinksOthersAreAnswered() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream silent = TestUpstream.silent("127.0.0.2")) {
      host.hostAsks("nameserver 127.0.0.2", "options timeout:5");
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", ALL);
      try (DatagramSocket waiting = pod.udp()) {
        TestPod.send(waiting, Packets.question("example.org"));
        await().until(() -> !silent.asked().isEmpty());

        assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      }
    }
  }

  private static void inHost(String... command) {
    assertThat(Command.run(command)).isEmpty();
  }
}
