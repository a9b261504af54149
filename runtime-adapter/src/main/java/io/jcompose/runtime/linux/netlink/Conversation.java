package io.jcompose.runtime.linux.netlink;

import io.jcompose.runtime.syscall.Errno;
import io.jcompose.runtime.syscall.NetlinkSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests and their answers over one socket, one after another. */
final class Conversation implements AutoCloseable {
  private static final int NLMSG_ERROR = 2; // linux/netlink.h
  private static final int NLMSG_DONE = 3;
  private static final int NLM_F_DUMP_INTR = 0x10;

  private final NetlinkSocket socket;
  private int lastSequence;

  Conversation(NetlinkSocket socket) {
    this.socket = socket;
  }

  /**
   * Asks for a change and waits until it is made.
   *
   * @throws NetlinkException if the kernel refuses
   */
  void change(Request request) {
    int sequence = send(request);
    while (true) {
      for (Message message : answers(sequence)) {
        if (message.type() == NLMSG_ERROR) {
          throwIfRefused(request, message);
          return;
        }
      }
    }
  }

  /** Asks for one link; returns nothing if there is none. */
  Optional<Message> find(LinkRequest request) {
    int sequence = send(request);
    while (true) {
      for (Message message : answers(sequence)) {
        if (message.type() == LinkAttributes.RTM_NEWLINK) {
          return Optional.of(message);
        }
        if (message.type() == NLMSG_ERROR) {
          if (Outcome.read(message).errno() == Errno.ENODEV.number()) {
            return Optional.empty();
          }
          throwIfRefused(request, message);
        }
      }
    }
  }

  /** Lists everything there is of a subject. */
  List<Message> list(ListRequest request) {
    while (true) {
      Optional<List<Message>> whole = tryToList(request);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
  }

  /** Returns the list, or nothing if it changed while it was read. */
  private Optional<List<Message>> tryToList(ListRequest request) {
    int sequence = send(request);
    List<Message> found = new ArrayList<>();
    boolean consistent = true;
    while (true) {
      for (Message message : answers(sequence)) {
        consistent &= (message.flags() & NLM_F_DUMP_INTR) == 0;
        if (message.type() == NLMSG_ERROR) {
          throwIfRefused(request, message);
        } else if (message.type() == NLMSG_DONE) {
          return consistent ? Optional.of(found) : Optional.empty();
        } else if (message.type() == request.subject().answer()) {
          found.add(message);
        }
      }
    }
  }

  private int send(Request request) {
    lastSequence++;
    socket.send(request.write(lastSequence));
    return lastSequence;
  }

  /** Returns the next answers, without those to a request that was given up. */
  private List<Message> answers(int sequence) {
    return Message.readAll(socket.receive()).stream()
        .filter(message -> message.sequence() == sequence)
        .toList();
  }

  private static void throwIfRefused(Request request, Message message) {
    Outcome outcome = Outcome.read(message);
    if (outcome.errno() != 0) {
      throw new NetlinkException(request.text(), new Errno(outcome.errno()), outcome.explanation());
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
