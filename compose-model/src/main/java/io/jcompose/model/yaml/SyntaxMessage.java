package io.jcompose.model.yaml;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in a user's words what the parser stumbled over. */
final class SyntaxMessage {
  private SyntaxMessage() {}

  /** Returns the parser's own message on one line. */
  static String of(MarkedYamlEngineException failure) {
    String context = failure.getContext();
    String problem = failure.getProblem();
    String message = context == null || context.isBlank() ? problem : context + ", " + problem;
    return message.strip().replaceAll("\\s+", " ");
  }

  /** Returns the likely cause; empty where there is none more likely than others. */
  static String hint(MarkedYamlEngineException failure) {
    String message = of(failure).toLowerCase(Locale.ROOT);
    if (message.contains("'\\t'") || message.contains("tab")) {
      return "indent with spaces, not with tabs";
    }
    if (message.contains("mapping values are not allowed")) {
      return "check the indentation, and put text with ': ' into quotes";
    }
    if (message.contains("while scanning a quoted scalar")) {
      return "close the quote";
    }
    if (message.contains("while scanning an alias") || message.contains("cannot start any token")) {
      return "put the text into quotes";
    }
    return "check the indentation and the quotes around this line";
  }
}
