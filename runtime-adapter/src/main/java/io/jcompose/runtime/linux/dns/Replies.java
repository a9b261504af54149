package io.jcompose.runtime.linux.dns;

import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Writes the answers that are our own. */
final class Replies {
  private static final int LARGEST_QUESTION = 1232; // what we say we read, in one packet of IPv6
  private static final int OPT_SIZE = 11;
  private static final int FIXED_PART = 12; // of a record: its name, a pointer to the question's
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private Replies() {}

  /** Says why a question is not answered. */
  static byte[] refusal(Question question) {
    return error(question, question.refusal());
  }

  /** Says that nobody could be asked, or that nobody answered. */
  static byte[] failure(Question question) {
    return error(question, Rcode.SERVFAIL);
  }

  private static byte[] error(Question question, int code) {
    return begun(question, code).toWire();
  }

  /**
   * Says what is known. Of addresses that do not fit as many are told as do, with a mark that there
   * are more: a client that cannot ask over TCP then has some.
   *
   * @param records of one type, or of several that fit in any case
   */
  static byte[] answer(Question question, List<Record> records, int largest) {
    Message message = begun(question, Rcode.NOERROR);
    message.getHeader().setFlag(Flags.AA);
    int room = largest - question.sizeOfQuestion() - (question.hasOpt() ? OPT_SIZE : 0);
    for (Record record : records) {
      room -= size(record);
      if (room < 0) {
        message.getHeader().setFlag(Flags.TC);
        break;
      }
      message.addRecord(record, Section.ANSWER);
    }
    return message.toWire(); // the library would cut all addresses off, and sooner
  }

  private static int size(Record record) {
    return switch (record.getType()) {
      case Type.A -> FIXED_PART + IPV4;
      case Type.AAAA -> FIXED_PART + IPV6;
      default -> 0; // there is one only, and it fits
    };
  }

  /** Says that the name exists and has nothing of the type. */
  static byte[] nothing(Question question) {
    return negative(question, Rcode.NOERROR);
  }

  /** Says that the name does not exist. */
  static byte[] noSuchName(Question question) {
    return negative(question, Rcode.NXDOMAIN);
  }

  private static byte[] negative(Question question, int code) {
    Message message = begun(question, code);
    message.getHeader().setFlag(Flags.AA);
    message.addRecord(startOfAuthority(), Section.AUTHORITY);
    return message.toWire();
  }

  /** Tells how long a negative answer may be kept: not at all. See RFC 2308. */
  private static SOARecord startOfAuthority() {
    long time = Entry.TTL_SECONDS;
    return new SOARecord(
        Name.root, DClass.IN, time, Name.root, Name.root, 1, time, time, time, time);
  }

  private static Message begun(Question question, int code) {
    byte[] packet = question.packet();
    Message message = new Message(Wire.id(packet));
    Header header = message.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    header.setOpcode(packet.length > Wire.FLAGS ? Wire.opcode(packet) : Opcode.QUERY);
    if (Wire.wantsRecursion(packet)) {
      header.setFlag(Flags.RD);
    }
    header.setRcode(code & 0xF);
    question.asked().ifPresent(asked -> message.addRecord(asked, Section.QUESTION));
    if (question.hasOpt()) {
      message.addRecord(new OPTRecord(LARGEST_QUESTION, code >> 4, 0), Section.ADDITIONAL);
    }
    return message;
  }
}
