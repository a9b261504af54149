package io.jcompose.runtime.linux.dns;

/** The few places of a message that are read and written without taking it apart. */
final class Wire {
  static final int HEADER = 12;
  static final int FLAGS = 2;
  static final int TYPE_AND_CLASS = 4;
  static final int LARGEST = 0xFFFF;

  private static final int ANSWER_BIT = 0x80;
  private static final int RECURSION_BIT = 1;
  private static final int LABEL_KIND = 0xC0;
  private static final int QUESTIONS = 4;

  private Wire() {}

  private static int number(byte[] message, int at) {
    return Byte.toUnsignedInt(message[at]) << 8 | Byte.toUnsignedInt(message[at + 1]);
  }

  static int id(byte[] message) {
    return number(message, 0);
  }

  static void setId(byte[] message, int id) {
    message[0] = (byte) (id >> 8);
    message[1] = (byte) id;
  }

  static boolean isAnswer(byte[] message) {
    return (message[FLAGS] & ANSWER_BIT) != 0;
  }

  static int opcode(byte[] message) {
    return message[FLAGS] >> 3 & 0xF;
  }

  static boolean wantsRecursion(byte[] message) {
    return (message[FLAGS] & RECURSION_BIT) != 0;
  }

  static int rcode(byte[] message) {
    return message[FLAGS + 1] & 0xF;
  }

  static int questions(byte[] message) {
    return number(message, QUESTIONS);
  }

  /** Returns how many records the header promises beside the questions. */
  static int records(byte[] message) {
    return number(message, QUESTIONS + 2) + number(message, QUESTIONS + 4) + number(message, 10);
  }

  /** Returns where the first question ends; -1 if it is cut off or its name is not a plain one. */
  static int endOfQuestion(byte[] message) {
    int at = HEADER;
    while (at < message.length && message[at] != 0) {
      if ((message[at] & LABEL_KIND) != 0) {
        return -1;
      }
      at += message[at] + 1;
    }
    int end = at + 1 + TYPE_AND_CLASS;
    return end <= message.length ? end : -1;
  }

  static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
  }
}
