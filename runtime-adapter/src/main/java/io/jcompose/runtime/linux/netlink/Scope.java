package io.jcompose.runtime.linux.netlink;

/** How far away something may be; rtm_scope and ifa_scope of linux/rtnetlink.h. */
final class Scope {
  static final int UNIVERSE = 0;
  static final int LINK = 253;
  static final int HOST = 254;
  static final int NOWHERE = 255; // in a question: whatever it is

  private Scope() {}
}
