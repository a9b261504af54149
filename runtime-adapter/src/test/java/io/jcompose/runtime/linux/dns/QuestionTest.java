package io.jcompose.runtime.linux.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Properties of whatever is read from a packet; the seeds are fixed, so a failure comes again. */
class QuestionTest {
  private static final int PACKETS = 50_000;

  /** Checks that a packet is dropped, or read and answered by something that can be read. */
  private static boolean isAnswered(byte[] packet) {
    Optional<Question> read = Question.read(packet);
    if (read.isEmpty()) {
      return false;
    }
    Question question = read.get();
    List<byte[]> replies =
        question.isRefused()
            ? List.of(Replies.refusal(question))
            : List.of(
                Replies.failure(question),
                Replies.nothing(question),
                Replies.noSuchName(question),
                Replies.answer(question, many(question), question.largestOnUdp()));
    for (byte[] reply : replies) {
      Message message = Packets.read(reply);
      assertThat(message.getHeader().getFlag(Flags.QR)).isTrue();
      assertThat(Wire.id(reply)).isEqualTo(Wire.id(packet));
      if (!question.isRefused()) {
        assertThat(reply.length).isLessThanOrEqualTo(question.largestOnUdp());
        assertThat(question.isRepeatedIn(reply)).isTrue();
      }
    }
    return !question.isRefused();
  }

  private static List<Record> many(Question question) {
    return Entry.of(Surroundings.addresses(hundred())).records(question.name(), Type.A);
  }

  private static String[] hundred() {
    String[] addresses = new String[100];
    Arrays.setAll(addresses, number -> "10.1.0." + number);
    return addresses;
  }

  @Test
  void randomBytesAreDroppedOrRefusedOrAnswered() {
    Random random = new Random(1);
    for (int number = 0; number < PACKETS; number++) {
      byte[] packet = new byte[random.nextInt(100)];
      random.nextBytes(packet);
      isAnswered(packet);
    }
  }

  @Test
  void randomBytesBehindAProperHeaderAreDroppedOrRefusedOrAnswered() {
    Random random = new Random(2);
    for (int number = 0; number < PACKETS; number++) {
      byte[] packet = new byte[Wire.HEADER + random.nextInt(100)];
      random.nextBytes(packet);
      byte[] header = {1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, (byte) random.nextInt(2)};
      System.arraycopy(header, 0, packet, 0, header.length);
      isAnswered(packet);
    }
  }

  @Test
  void questionsWithSomeBytesChangedAreDroppedOrRefusedOrAnswered() {
    Random random = new Random(3);
    Message question = Packets.question("web.Example.org", Type.A, DClass.IN);
    question.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    byte[] sound = question.toWire();
    int answered = 0;
    for (int number = 0; number < PACKETS; number++) {
      byte[] packet = sound.clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(10) == 0 ? random.nextInt(packet.length) : packet.length;
      answered += isAnswered(Arrays.copyOf(packet, length)) ? 1 : 0;
    }
    assertThat(answered).isBetween(PACKETS / 4, PACKETS - PACKETS / 10);
  }

  @Test
  void anAnswerIsRepeatedInWhateverCase() {
    byte[] packet = Packets.question("web", Type.A, DClass.IN).toWire();
    byte[] other = Packets.question("WEB", Type.A, DClass.IN).toWire();
    byte[] type = Packets.question("web", 'A', DClass.IN).toWire(); // a number that has a case
    byte[] lower = Packets.question("web", 'a', DClass.IN).toWire();

    assertThat(Question.read(packet).orElseThrow().isRepeatedIn(other)).isTrue();
    assertThat(Question.read(type).orElseThrow().isRepeatedIn(lower)).isFalse();
  }
}
