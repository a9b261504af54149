package io.jcompose.runtime.linux.netlink;

/**
 * How a request ended: an NLMSG_ERROR message, which also says that all went well.
 *
 * @param errno 0 if it was done
 * @param explanation the kernel's own words, empty if it has none
 */
record Outcome(int errno, String explanation) {
  private static final int NLM_F_ACK_TLVS = 0x200; // linux/netlink.h
  private static final int NLMSGERR_ATTR_MSG = 1;
  private static final int NLM_F_CAPPED = 0x100;
  private static final int ERROR = 4; // the negative errno
  private static final int REQUEST_HEADER = 16; // the header of the request follows it

  static Outcome read(Message message) {
    int errno = -message.body().getInt(0);
    if ((message.flags() & NLM_F_ACK_TLVS) == 0) {
      return new Outcome(errno, "");
    }
    boolean capped = (message.flags() & NLM_F_CAPPED) != 0;
    int copied = capped ? REQUEST_HEADER : Message.aligned(message.body().getInt(ERROR));
    Attributes attributes = Attributes.read(message.body(), ERROR + copied);
    return new Outcome(errno, attributes.text(NLMSGERR_ATTR_MSG).orElse(""));
  }
}
