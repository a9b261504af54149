package io.jcompose.runtime.linux.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A server that others are asked at, on port 53 of an address of the host's loopback. */
final class TestUpstream implements AutoCloseable {
  private static final int PORT = 53;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Behaviour behaviour;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Set<Integer> ids = Collections.synchronizedSet(new HashSet<>());
  private final Set<Integer> ports = Collections.synchronizedSet(new HashSet<>());

  /** What it says; each packet is sent, in order. */
  interface Behaviour {
    List<byte[]> answers(Message question, boolean isOnTcp) throws IOException;
  }

  private TestUpstream(String address, Behaviour behaviour) throws IOException {
    InetAddress own = InetAddress.getByName(address);
    this.udp = new DatagramSocket(PORT, own);
    this.tcp = new ServerSocket(PORT, 100, own);
    this.behaviour = behaviour;
  }

  /** Starts a server in the network namespace of the calling thread. */
  static TestUpstream start(String address, Behaviour behaviour) throws IOException {
    TestUpstream upstream = new TestUpstream(address, behaviour);
    start("test-upstream-udp", upstream::serveUdp);
    start("test-upstream-tcp", upstream::serveTcp);
    return upstream;
  }

  /** Starts a server that gives every name one address. */
  static TestUpstream answering(String address, String answer) throws IOException {
    return start(address, (question, isOnTcp) -> List.of(answer(question, answer).toWire()));
  }

  /** Starts a server that reads and says nothing. */
  static TestUpstream silent(String address) throws IOException {
    return start(address, (question, isOnTcp) -> List.of());
  }

  /** Starts a server that answers with a code only. */
  static TestUpstream refusing(String address, int code) throws IOException {
    return start(
        address,
        (question, isOnTcp) -> {
          Message message = begun(question);
          message.getHeader().setRcode(code);
          return List.of(message.toWire());
        });
  }

  static Message answer(Message question, String address) throws IOException {
    Message message = begun(question);
    if (question.getQuestion().getType() == Type.A) {
      message.addRecord(
          new ARecord(
              question.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName(address)),
          Section.ANSWER);
    }
    return message;
  }

  static Message begun(Message question) {
    Message message = new Message(question.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.addRecord(question.getQuestion(), Section.QUESTION);
    return message;
  }

  /** Returns what was asked, such as {@code example.org. A}; over TCP with a mark behind. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Returns the different numbers of questions. */
  Set<Integer> ids() {
    return Set.copyOf(ids);
  }

  /** Returns the different ports that questions came from. */
  Set<Integer> ports() {
    return Set.copyOf(ports);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // closed
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private List<byte[]> answers(byte[] packet, boolean isOnTcp) throws IOException {
    Message question = new Message(packet);
    Record record = question.getQuestion();
    asked.add(record.getName() + " " + Type.string(record.getType()) + (isOnTcp ? " TCP" : ""));
    ids.add(question.getHeader().getID());
    return behaviour.answers(question, isOnTcp);
  }

  private void serveUdp() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[0xFFFF], 0xFFFF);
      udp.receive(packet);
      ports.add(packet.getPort());
      for (byte[] answer : answers(Arrays.copyOf(packet.getData(), packet.getLength()), false)) {
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    }
  }

  private void serveTcp() throws IOException {
    while (true) {
      Socket client = tcp.accept();
      start("test-upstream-connection", () -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      List<byte[]> answers = answers(in.readNBytes(in.readUnsignedShort()), true);
      for (byte[] answer : answers) {
        client.getOutputStream().write(Framing.framed(answer).array());
      }
      in.read(); // until the client goes
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
