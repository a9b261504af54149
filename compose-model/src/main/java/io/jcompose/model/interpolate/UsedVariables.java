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
      text(scalar.text());
    }
  }

  private void text(String text) {
    if (text.length() > Template.MAX_LENGTH) {
      return;
    }
    try {
      new Mentions(new TemplateReader(text), 0).read(0, text.length());
    } catch (InvalidTemplateException e) {
      // told when the document is filled in
    }
  }

  /** Remembers what one text mentions, at one depth of operands. */
  private final class Mentions implements TemplateReader.Listener {
    private final TemplateReader reader;
    private final int nesting;

    private Mentions(TemplateReader reader, int nesting) {
      this.reader = reader;
      this.nesting = nesting;
    }

    private void read(int start, int end) {
      reader.read(start, end, this);
    }

    @Override
    public void literal(int start, int end) {
      // mentions nothing
    }

    @Override
    public void reference(Reference reference) {
      int start = reference.operandStart();
      int end = reference.operandEnd();
      String operand = reader.text().substring(start, end);
      var mention =
          new UsedVariable(
              reference.variable(),
              reference.operator() == Reference.Operator.REQUIRED,
              reference.operator() == Reference.Operator.DEFAULT ? operand : "",
              reference.operator() == Reference.Operator.ALTERNATE ? operand : "");
      found.merge(mention.name(), mention, UsedVariable::and);
      if (nesting < Template.MAX_NESTING) {
        inOperand(start, end);
      }
    }

    private void inOperand(int start, int end) {
      try {
        new Mentions(reader, nesting + 1).read(start, end);
      } catch (InvalidTemplateException e) {
        // told if the operand is of use; the rest of the text goes on
      }
    }
  }
}
