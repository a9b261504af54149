package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;

/** Looks for keys that keep a tree from being run, or that have no effect. */
final class SupportCheck implements Kind.Walker {
  private final Findings findings;

  SupportCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public boolean goesInto(Key key, Value.Member member) {
    if (saysNothing(member.entry().value())) {
      return false;
    }
    Support support = key.support();
    if (support instanceof Support.Planned planned) {
      if (!planned.harmless().test(member.value())) {
        problem(
            member,
            "'" + key.name() + "' is not supported by jcompose yet",
            "remove it to run without it");
      }
      return false;
    }
    if (support instanceof Support.Refused refused) {
      problem(member, "'" + key.name() + "' is not supported: " + refused.reason(), refused.hint());
      return false;
    }
    if (support instanceof Support.WithoutEffect useless) {
      findings.warning(
          member.entry().keyPlace(),
          member.value().path().toString(),
          "'" + key.name() + "' has no effect: " + useless.reason(),
          "remove it");
      return false;
    }
    return true;
  }

  private void problem(Value.Member member, String message, String hint) {
    findings.problem(member.entry().keyPlace(), member.value().path().toString(), message, hint);
  }

  private static boolean saysNothing(Node node) {
    return node.isNull()
        || (node instanceof ListNode list && list.items().isEmpty())
        || (node instanceof MapNode map && map.entries().isEmpty());
  }
}
