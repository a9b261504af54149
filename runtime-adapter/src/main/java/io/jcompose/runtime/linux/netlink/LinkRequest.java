package io.jcompose.runtime.linux.netlink;

/** Makes, finds and deletes links. */
sealed interface LinkRequest extends Request {
  int RTM_DELLINK = 17; // linux/rtnetlink.h
  int RTM_GETLINK = 18;

  /** Makes a link. */
  record Create(NewLink link, LinkKind kind) implements LinkRequest {
    @Override
    public byte[] write(int sequence) {
      var writer = new MessageWriter(LinkAttributes.RTM_NEWLINK, CREATE, sequence);
      return kind.write(link.write(LinkAttributes.begin(writer), kind.parent())).finish();
    }

    @Override
    public String text() {
      return "create " + kind + " " + link.name();
    }
  }

  /** Asks for one link; the answer is it, or ENODEV. */
  record Find(int index) implements LinkRequest {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.begin(
              new MessageWriter(RTM_GETLINK, NLM_F_REQUEST, sequence), index, 0, 0)
          .finish();
    }

    @Override
    public String text() {
      return "find link " + index;
    }
  }

  /** Asks for one link; the answer is it, or ENODEV. */
  record FindNamed(String name) implements LinkRequest {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.begin(new MessageWriter(RTM_GETLINK, NLM_F_REQUEST, sequence))
          .attribute(LinkAttributes.IFLA_IFNAME, name)
          .finish();
    }

    @Override
    public String text() {
      return "find link " + name;
    }
  }

  /** Deletes a link; a cable goes with both its ends. */
  record Delete(int index) implements LinkRequest {
    @Override
    public byte[] write(int sequence) {
      return LinkAttributes.begin(new MessageWriter(RTM_DELLINK, CHANGE, sequence), index, 0, 0)
          .finish();
    }

    @Override
    public String text() {
      return "delete link " + index;
    }
  }
}
