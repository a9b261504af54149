package io.jcompose.runtime.linux.netlink;

import java.util.Locale;

/**
 * Lists all there is of a subject.
 *
 * @param family of one version of IP, or of none for all; the kernel answers with all where it does
 *     not know the one
 */
record ListRequest(Subject subject, int family) implements Request {
  /** What can be listed: the request's type, and that of the answers. */
  enum Subject {
    LINKS(18, 16, 16), // RTM_GETLINK, RTM_NEWLINK, struct ifinfomsg
    ADDRESSES(22, 20, 8), // RTM_GETADDR, RTM_NEWADDR, struct ifaddrmsg
    ROUTES(26, 24, 12); // RTM_GETROUTE, RTM_NEWROUTE, struct rtmsg

    private final int question;
    private final int answer;
    private final int header;

    Subject(int question, int answer, int header) {
      this.question = question;
      this.answer = answer;
      this.header = header;
    }

    int answer() {
      return answer;
    }
  }

  @Override
  public byte[] write(int sequence) {
    MessageWriter writer =
        new MessageWriter(subject.question, NLM_F_REQUEST | NLM_F_DUMP, sequence);
    writer.number32(family); // and zeros
    for (int written = 4; written < subject.header; written += 4) {
      writer.number32(0);
    }
    return writer.finish();
  }

  @Override
  public String text() {
    return "list " + subject.name().toLowerCase(Locale.ROOT);
  }
}
