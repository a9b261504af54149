package io.jcompose.runtime.linux.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Messages of tests. */
final class Packets {
  private Packets() {}

  /** Returns a question for IPv4 addresses. */
  static byte[] question(String name) {
    return question(name, Type.A, DClass.IN).toWire();
  }

  static Message question(String name, int type, int dclass) {
    return Message.newQuery(Record.newRecord(name(name), type, dclass));
  }

  static Name name(String text) {
    return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
  }

  static Message read(byte[] packet) {
    try {
      return new Message(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a packet's code by its name, such as SERVFAIL. */
  static String code(byte[] packet) {
    return Rcode.string(read(packet).getRcode());
  }
}
