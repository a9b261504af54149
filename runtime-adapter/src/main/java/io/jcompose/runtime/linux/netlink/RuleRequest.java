package io.jcompose.runtime.linux.netlink;

/** Adds and deletes rules. */
sealed interface RuleRequest extends Request {

  /** Adds a rule. */
  record Add(Rule rule) implements RuleRequest {
    private static final int RTM_NEWRULE = 32; // linux/rtnetlink.h

    @Override
    public byte[] write(int sequence) {
      return RuleRequest.write(new MessageWriter(RTM_NEWRULE, CREATE, sequence), rule);
    }

    @Override
    public String text() {
      return "add rule " + RuleRequest.text(rule);
    }
  }

  /** Deletes a rule. */
  record Delete(Rule rule) implements RuleRequest {
    private static final int RTM_DELRULE = 33; // linux/rtnetlink.h

    @Override
    public byte[] write(int sequence) {
      return RuleRequest.write(new MessageWriter(RTM_DELRULE, CHANGE, sequence), rule);
    }

    @Override
    public String text() {
      return "delete rule " + RuleRequest.text(rule);
    }
  }

  private static byte[] write(MessageWriter writer, Rule rule) {
    int actionLookUp = 1; // FR_ACT_TO_TBL of linux/fib_rules.h
    int source = 2; // FRA_SRC
    int priority = 6; // FRA_PRIORITY
    int mark = 10; // FRA_FWMARK
    int table = 15; // FRA_TABLE
    writer
        .number8(IpVersion.of(rule.from()).family())
        .number8(0) // destination's prefix: everywhere
        .number8(rule.from().prefix())
        .number8(0) // type of service
        .number8(0) // the table; its attribute has room for all
        .number8(0)
        .number8(0)
        .number8(actionLookUp)
        .number32(0); // flags
    if (rule.from().prefix() > 0) {
      writer.attribute(source, rule.from().base().bytes());
    }
    if (rule.mark() != 0) {
      writer.attribute(mark, rule.mark());
    }
    return writer.attribute(priority, rule.priority()).attribute(table, rule.table()).finish();
  }

  private static String text(Rule rule) {
    return rule.priority()
        + " from "
        + rule.from()
        + (rule.mark() == 0 ? "" : " with mark " + rule.mark())
        + " to table "
        + rule.table();
  }
}
