package io.jcompose.runtime.linux.dns;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** A question on its way from server to server, until one has answered or all have been asked. */
final class ForwardedQuestion {
  private final Forwarding forwarding;
  private final Question question;
  private final Pod pod;
  private final Asker asker;
  private final Resolvers resolvers;
  private int asked;
  private byte @Nullable [] excuse;

  ForwardedQuestion(
      Forwarding forwarding, Question question, Pod pod, Asker asker, Resolvers resolvers) {
    this.forwarding = forwarding;
    this.question = question;
    this.pod = pod;
    this.asker = asker;
    this.resolvers = resolvers;
  }

  Question question() {
    return question;
  }

  Pod pod() {
    return pod;
  }

  boolean isOnTcp() {
    return asker.isOnTcp();
  }

  Duration timeout() {
    return resolvers.timeout();
  }

  /** Asks the next server: at first, and when one could not be asked or has not answered. */
  void askNext() {
    int servers = resolvers.servers().size();
    while (asked < servers * resolvers.attempts() && !pod.isClosed()) {
      Upstream server = resolvers.servers().get(asked % servers);
      asked++;
      try {
        forwarding.ask(this, server);
        return;
      } catch (IOException e) {
        // unreachable, or no descriptor is left
      }
    }
    end(excuse != null ? excuse : Replies.failure(question));
  }

  /** Returns whether a server's message answers this question. */
  boolean isAnsweredBy(byte[] message) {
    return Wire.isAnswer(message) && (question.isRepeatedIn(message) || isBareExcuse(message));
  }

  /** Servers that cannot read a question may leave it out of what they say. */
  private static boolean isBareExcuse(byte[] message) {
    int code = Wire.rcode(message);
    return Wire.questions(message) == 0 && code != Rcode.NOERROR && code != Rcode.NXDOMAIN;
  }

  /** Passes an answer on; if it is only an excuse, and others have not been asked, asks them. */
  void answered(byte[] message) {
    Wire.setId(message, Wire.id(question.packet()));
    if (isExcuse(message) && asked < resolvers.servers().size()) {
      excuse = message;
      askNext();
    } else {
      end(message);
    }
  }

  private static boolean isExcuse(byte[] message) {
    int code = Wire.rcode(message);
    return code == Rcode.SERVFAIL || code == Rcode.NOTIMP || code == Rcode.REFUSED;
  }

  private void end(byte[] message) {
    forwarding.ended(this);
    asker.answer(message);
  }
}
