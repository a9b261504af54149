package io.jcompose.model.yaml;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in a user's words what the parser stumbled over. */
final class SyntaxMessage {
  private static final String UNEXPECTED_END = "unexpected end of stream";

  /** What the parser's message contains, and the likely cause; the first that fits counts. */
  private static final Map<String, String> HINTS = hints();

  private final MarkedYamlEngineException failure;

  SyntaxMessage(MarkedYamlEngineException failure) {
    this.failure = failure;
  }

  /** Returns where to look: what was never closed, or else where the parser stopped. */
  Optional<Mark> mark() {
    return failure.getProblem().contains(UNEXPECTED_END)
        ? failure.getContextMark().or(failure::getProblemMark)
        : failure.getProblemMark().or(failure::getContextMark);
  }

  /** Returns the parser's own message on one line. */
  String text() {
    String context = failure.getContext();
    String problem = failure.getProblem();
    String message = context == null || context.isBlank() ? problem : context + ", " + problem;
    return "is not valid YAML: " + message.replace("\0", "nothing").strip().replaceAll("\\s+", " ");
  }

  /** Returns what to do about the likely cause. */
  String hint() {
    String message = text().toLowerCase(Locale.ROOT);
    return HINTS.entrySet().stream()
        .filter(hint -> message.contains(hint.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("check the indentation and the quotes around this line");
  }

  private static Map<String, String> hints() {
    Map<String, String> hints = new LinkedHashMap<>();
    hints.put("(tab)", "indent with spaces, not with tabs");
    hints.put(
        "mapping values are not allowed",
        "check the indentation, and put text with ': ' into quotes");
    hints.put("while scanning a quoted scalar", "close the quote");
    hints.put(
        "while scanning a double-quoted scalar",
        "write '\\\\' for a backslash, or use single quotes");
    hints.put("while scanning an alias", "put the text into quotes");
    hints.put("while scanning an anchor", "put the text into quotes");
    hints.put("cannot start any token", "put the text into quotes");
    hints.put("while parsing a flow sequence", "close the list with ']'");
    hints.put("while parsing a flow mapping", "close the map with '}'");
    return hints;
  }
}
