package io.jcompose.runtime.linux.dns;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a packet asks; or why it is refused, if it is not a question that we answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4">RFC 1035</a> and, for the OPT
 *     record, <a href="https://www.rfc-editor.org/rfc/rfc6891">RFC 6891</a>
 */
final class Question {
  /** Longer ones are not read; what clients really ask has a tenth of it. */
  static final int LONGEST = 2048;

  private static final int SHORTEST_RECORD = 11; // root's name, type, class, time, length
  private static final int LARGEST_ON_UDP = 4096;
  private static final int SMALLEST_ON_UDP = 512;

  private final byte[] packet;
  private final int refusal;
  private final int end;
  private final @Nullable Message message;

  private Question(byte[] packet, int refusal, int end, @Nullable Message message) {
    this.packet = packet;
    this.refusal = refusal;
    this.end = end;
    this.message = message;
  }

  /**
   * Returns what a packet asks; nothing if it is not to be answered at all: it is an answer itself,
   * or so short that this cannot be told.
   */
  static Optional<Question> read(byte[] packet) {
    if (packet.length < Wire.FLAGS + 1 || Wire.isAnswer(packet)) {
      return Optional.empty();
    }
    if (packet.length < Wire.HEADER || packet.length > LONGEST) {
      return Optional.of(refused(packet, Rcode.FORMERR));
    }
    if (Wire.opcode(packet) != Opcode.QUERY) {
      return Optional.of(refused(packet, Rcode.NOTIMP));
    }
    int end = Wire.endOfQuestion(packet);
    if (Wire.questions(packet) != 1 || end < 0 || promisesTooMuch(packet)) {
      return Optional.of(refused(packet, Rcode.FORMERR));
    }
    try {
      Message message = new Message(packet);
      return Optional.of(new Question(packet, refusal(message), end, message));
    } catch (IOException | RuntimeException e) { // whatever a stranger's bytes bring about in there
      return Optional.of(refused(packet, Rcode.FORMERR));
    }
  }

  private static Question refused(byte[] packet, int code) {
    return new Question(packet, code, -1, null);
  }

  /** The library makes room for as many records as are promised. */
  private static boolean promisesTooMuch(byte[] packet) {
    return Wire.records(packet) > (packet.length - Wire.HEADER) / SHORTEST_RECORD;
  }

  private static int refusal(Message message) {
    if (message.getSection(Section.ADDITIONAL).stream().filter(OPTRecord.class::isInstance).count()
        > 1) {
      return Rcode.FORMERR;
    }
    OPTRecord opt = message.getOPT();
    if (opt != null && opt.getVersion() > 0) {
      return Rcode.BADVERS;
    }
    Record asked = message.getQuestion();
    boolean transfer = asked.getType() == Type.AXFR || asked.getType() == Type.IXFR;
    return asked.getDClass() != DClass.IN || transfer ? Rcode.REFUSED : Rcode.NOERROR;
  }

  /** Returns the packet as it came. */
  byte[] packet() {
    return packet;
  }

  /** Returns whether it is to be answered with {@link #refusal} and nothing else. */
  boolean isRefused() {
    return refusal != Rcode.NOERROR;
  }

  /** Returns the code to refuse it with. */
  int refusal() {
    return refusal;
  }

  /** Returns what is asked; nothing if it could not be read. */
  Optional<Record> asked() {
    return Optional.ofNullable(message).map(Message::getQuestion);
  }

  /** Returns the name that is asked for, in the letters of the client; of what is not refused. */
  Name name() {
    return sound().getQuestion().getName();
  }

  /** Returns the type that is asked for; of what is not refused. */
  int type() {
    return sound().getQuestion().getType();
  }

  private Message sound() {
    if (message == null) {
      throw new IllegalStateException("a refused question was not read");
    }
    return message;
  }

  /** Returns whether the client speaks EDNS. */
  boolean hasOpt() {
    return message != null && message.getOPT() != null;
  }

  /** Returns how long an answer may be in a datagram. */
  int largestOnUdp() {
    OPTRecord opt = message == null ? null : message.getOPT();
    int wanted = opt == null ? SMALLEST_ON_UDP : opt.getPayloadSize();
    return Math.max(SMALLEST_ON_UDP, Math.min(LARGEST_ON_UDP, wanted));
  }

  /** Returns how many bytes an answer's header and question take. */
  int sizeOfQuestion() {
    return end;
  }

  /** Returns the packet under another number. */
  byte[] numbered(int id) {
    byte[] copy = packet.clone();
    Wire.setId(copy, id);
    return copy;
  }

  /**
   * Returns whether an answer repeats the question; a server may have changed its letters' case.
   */
  boolean isRepeatedIn(byte[] answer) {
    int type = end - Wire.TYPE_AND_CLASS;
    if (answer.length < end
        || Wire.questions(answer) != 1
        || !Arrays.equals(answer, type, end, packet, type, end)) {
      return false;
    }
    for (int at = Wire.HEADER; at < type; at++) {
      if (Wire.lower(answer[at]) != Wire.lower(packet[at])) {
        return false;
      }
    }
    return true;
  }
}
