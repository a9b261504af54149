package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Packets that are no proper questions: each is answered or dropped, and the service goes on. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(120)
class PacketsFromStrangersTest {
  private static final View VIEW = View.of(FRONT);
  private static final int LONG = 10_000;

  @TempDir Path directory;

  @Test
  void whatCannotBeReadIsAFormatError() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      byte[] question = Packets.question("web");
      byte[] cut = Arrays.copyOf(question, question.length - 1);
      byte[] tooLong = Arrays.copyOf(question, LONG);
      byte[] promising = question.clone();
      promising[6] = (byte) 0xFF; // of answers
      promising[7] = (byte) 0xFF;
      byte[] pointing = question.clone();
      pointing[Wire.HEADER] = (byte) 0xC0;

      for (byte[] bad : new byte[][] {cut, tooLong, promising, pointing}) {
        byte[] answer = pod.ask(bad);
        assertThat(Packets.code(answer)).isEqualTo("FORMERR");
        assertThat(Wire.id(answer)).isEqualTo(Wire.id(question));
      }
      assertThat(pod.ask(Arrays.copyOf(question, 3))).startsWith(question[0], question[1]);
    }
  }

  @Test
  void severalQuestionsInOneAreAFormatError() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      Message two = Packets.question("web", Type.A, DClass.IN);
      two.addRecord(Record.newRecord(Packets.name("db"), Type.A, DClass.IN), Section.QUESTION);
      Message none = new Message(1);

      assertThat(Packets.code(pod.ask(two.toWire()))).isEqualTo("FORMERR");
      assertThat(Packets.code(pod.ask(none.toWire()))).isEqualTo("FORMERR");
    }
  }

  @Test
  void severalOptRecordsAreAFormatError() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      Message message = Packets.question("web", Type.A, DClass.IN);
      message.addRecord(new OPTRecord(512, 0, 0), Section.ADDITIONAL);
      message.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);

      assertThat(Packets.code(pod.ask(message.toWire()))).isEqualTo("FORMERR");
    }
  }

  @Test
  void whatIsNoQueryIsNotImplemented() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);
      for (int opcode : new int[] {Opcode.STATUS, Opcode.NOTIFY, Opcode.UPDATE, 15}) {
        Message message = Packets.question("web", Type.A, DClass.IN);
        message.getHeader().setOpcode(opcode);

        Message answer = Packets.read(pod.ask(message.toWire()));
        assertThat(Packets.code(answer.toWire())).isEqualTo("NOTIMP");
        assertThat(answer.getHeader().getOpcode()).isEqualTo(opcode);
      }
    }
  }

  @Test
  void otherClassesAndTransfersOfZonesAreRefused() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", VIEW);

      assertThat(pod.dig("version.bind", "CH", "TXT")).contains("status: REFUSED");
      byte[] transfer = Packets.question("web", Type.AXFR, DClass.IN).toWire();
      assertThat(Packets.code(pod.ask(transfer))).isEqualTo("REFUSED");
    }
  }

  @Test
  void anAnswerIsNotAnswered() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", VIEW);
      byte[] answer = pod.ask(Packets.question("web"));
      byte[] question = Packets.question("web");
      try (DatagramSocket socket = pod.udp()) {
        TestPod.send(socket, answer);
        TestPod.send(socket, new byte[0]);
        TestPod.send(socket, new byte[] {1, 2});
        TestPod.send(socket, question);

        assertThat(Wire.id(TestPod.receive(socket).orElseThrow())).isEqualTo(Wire.id(question));
      }
    }
  }

  @Test
  void randomBytesEndNothing() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", VIEW);
      Random random = new Random(53);
      try (DatagramSocket socket = pod.udp()) {
        for (int number = 0; number < 20_000; number++) {
          byte[] packet = new byte[random.nextInt(600)];
          random.nextBytes(packet);
          TestPod.send(socket, packet);
        }
      }

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      assertThat(host.warnings()).isEmpty();
    }
  }

  @Test
  void questionsWithSomeBytesChangedEndNothing() throws Exception {
    TestUpstream.Behaviour mutating = mutations(new Random(54));
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.start("127.0.0.2", mutating)) {
      host.hostAsks("nameserver 127.0.0.2", "options timeout:1 attempts:1");
      host.know(FRONT, "web", "10.1.0.2", "fd00::2");
      TestPod pod = host.pod("app", VIEW);
      Random random = new Random(55);
      try (DatagramSocket socket = pod.udp()) {
        for (int number = 0; number < 20_000; number++) {
          Message question =
              Packets.question(random.nextBoolean() ? "web" : "example.org", Type.A, DClass.IN);
          question.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
          TestPod.send(socket, mutated(question.toWire(), random));
        }
      }

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");
      assertThat(upstream.asked()).isNotEmpty();
      assertThat(host.warnings()).isEmpty();
    }
  }

  @Test
  void randomBytesOnConnectionsEndNothing() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", VIEW);
      Random random = new Random(56);
      for (int number = 0; number < 200; number++) {
        try (Socket socket = pod.tcp()) {
          byte[] bytes = new byte[random.nextInt(2_000)];
          random.nextBytes(bytes);
          bytes = random.nextBoolean() ? Framing.framed(bytes).array() : bytes;
          socket.getOutputStream().write(bytes);
        } catch (IOException e) {
          // it was closed as soon as its first bytes made no sense
        }
      }

      assertThat(pod.digShort("web", "+tcp")).containsExactly("10.1.0.2");
      assertThat(host.warnings()).isEmpty();
    }
  }

  private static TestUpstream.Behaviour mutations(Random random) {
    return (question, isOnTcp) ->
        List.of(mutated(TestUpstream.answer(question, "192.0.2.1").toWire(), random));
  }

  private static byte[] mutated(byte[] packet, Random random) {
    for (int change = random.nextInt(4); change > 0; change--) {
      packet[random.nextInt(packet.length)] = (byte) random.nextInt();
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(packet, random.nextInt(packet.length)) : packet;
  }
}
