package io.jcompose.model.interpolate;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds the variables that documents mention in their values, those in operands too. */
public final class UsedVariables {
  private final NavigableMap<String, UsedVariable> found = new TreeMap<>();

  private UsedVariables() {}

  /**
   * Returns the variables of {@code documents}, each once, by name. What is malformed mentions
   * none: {@link Interpolator} reports it.
   */
  public static List<UsedVariable> in(Collection<MapNode> documents) {
    var variables = new UsedVariables();
    documents.forEach(variables::node);
    return List.copyOf(variables.found.values());
  }

  private void node(Node node) {
    if (node instanceof MapNode map) {
      map.entries().values().forEach(entry -> node(entry.value()));
    } else if (node instanceof ListNode list) {
      list.items().forEach(this::node);
    } else if (node instanceof ScalarNode scalar && scalar.text().indexOf('$') >= 0) {
      text(scalar.text(), 0);
    }
  }

  private void text(String text, int nesting) {
    if (nesting > Template.MAX_NESTING) {
      return;
    }
    try {
      new TemplateReader(text, new Mentions(nesting)).read();
    } catch (InvalidTemplateException e) {
      // told when the document is filled in; an operand of no use is never told
    }
  }

  /** Remembers what one text mentions. */
  private final class Mentions implements TemplateReader.Listener {
    private final int nesting;

    private Mentions(int nesting) {
      this.nesting = nesting;
    }

    @Override
    public void literal(String text, int start, int end) {
      // mentions nothing
    }

    @Override
    public void reference(Reference reference) {
      String operand = reference.operand();
      var mention =
          new UsedVariable(
              reference.variable(),
              reference.operator() == Reference.Operator.REQUIRED,
              reference.operator() == Reference.Operator.DEFAULT ? operand : "",
              reference.operator() == Reference.Operator.ALTERNATE ? operand : "");
      found.merge(mention.name(), mention, UsedVariable::and);
      text(operand, nesting + 1);
    }
  }
}
