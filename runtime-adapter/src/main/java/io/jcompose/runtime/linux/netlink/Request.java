package io.jcompose.runtime.linux.netlink;

/**
 * Something the kernel is asked for. Each kind is one message of rtnetlink(7) and holds what that
 * message carries.
 */
sealed interface Request
    permits AddressRequest, LinkChange, LinkRequest, ListRequest, RouteRequest, RuleRequest {
  int NLM_F_REQUEST = 0x1; // linux/netlink.h
  int NLM_F_ACK = 0x4;
  int NLM_F_DUMP = 0x300;
  int NLM_F_EXCL = 0x200;
  int NLM_F_CREATE = 0x400;

  /** Flags of what must be acknowledged. */
  int CHANGE = NLM_F_REQUEST | NLM_F_ACK;

  /** Flags of what makes something new and must be acknowledged. */
  int CREATE = CHANGE | NLM_F_CREATE | NLM_F_EXCL;

  /** Returns the message. */
  byte[] write(int sequence);

  /** Returns what was tried, for an error's text. */
  String text();
}
