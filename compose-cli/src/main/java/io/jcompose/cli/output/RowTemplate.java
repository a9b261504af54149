package io.jcompose.cli.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of Go's templates that people give to {@code --format}: fields such as {@code {{.Name}}}
 * and {@code {{.State.Status}}}, the whole row as {@code .}, and the functions {@code json}, {@code
 * upper}, {@code lower}, {@code len} and {@code join LIST SEPARATOR}, called in front of a value or
 * after a {@code |}. {@code \t} and {@code \n} outside of the braces are a tab and a line's end.
 */
public final class RowTemplate {
  private static final Pattern ACTION = Pattern.compile("\\{\\{-?(.*?)-?\\}\\}", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|\\||[^\\s|\"]+)\\s*");
  private static final Pattern FIELD = Pattern.compile("\\.|(\\.[A-Za-z_][A-Za-z0-9_]*)+");
  private static final Set<String> FUNCTIONS = Set.of("json", "upper", "lower", "len", "join");

  private final List<Function<Map<String, Object>, String>> parts = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  private RowTemplate() {}

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it holds what is not supported; the message says what
   */
  public static RowTemplate parse(String text) {
    RowTemplate template = new RowTemplate();
    Matcher actions = ACTION.matcher(text);
    int end = 0;
    while (actions.find()) {
      template.addText(text.substring(end, actions.start()));
      template.addAction(actions.group(1));
      end = actions.end();
    }
    template.addText(text.substring(end));
    return template;
  }

  private void addText(String text) {
    if (text.contains("{{") || text.contains("}}")) {
      throw new IllegalArgumentException("'" + text + "' has braces that nothing closes or opens");
    }
    String plain = unescaped(text);
    parts.add(row -> plain);
    headings.add(plain);
  }

  private static String unescaped(String text) {
    return text.replace("\\t", "\t").replace("\\n", "\n");
  }

  /** Returns the fields' names in capitals, as the heading of their column. */
  private static String heading(List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith(".") && word.length() > 1)
        .map(word -> word.substring(word.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** Each stage of a pipe is a row of words; the value of the one before is its last argument. */
  private void addAction(String action) {
    List<List<String>> stages = new ArrayList<>(List.of(new ArrayList<>()));
    List<String> words = words(action);
    for (String word : words) {
      if (word.equals("|")) {
        stages.add(new ArrayList<>());
      } else {
        stages.get(stages.size() - 1).add(word);
      }
    }
    Function<Map<String, Object>, Object> value = null;
    for (List<String> stage : stages) {
      List<Function<Map<String, Object>, Object>> arguments = new ArrayList<>();
      boolean called = !stage.isEmpty() && FUNCTIONS.contains(stage.get(0));
      stage.subList(called ? 1 : 0, stage.size()).forEach(word -> arguments.add(operand(word)));
      if (value != null) {
        arguments.add(value);
      }
      if (!called && arguments.size() != 1) {
        throw unsupported(action);
      }
      value = called ? call(stage.get(0), arguments, action) : arguments.get(0);
    }
    Function<Map<String, Object>, Object> last = value;
    if (last == null) {
      throw unsupported(action);
    }
    parts.add(row -> text(last.apply(row)));
    headings.add(heading(words));
  }

  private static List<String> words(String action) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(action);
    int end = 0;
    while (word.find() && word.start() == end) {
      words.add(word.group(1));
      end = word.end();
    }
    if (words.isEmpty() || end != action.length()) {
      throw unsupported(action);
    }
    return words;
  }

  private static Function<Map<String, Object>, Object> operand(String word) {
    if (word.startsWith("\"")) {
      String literal = unescaped(word.substring(1, word.length() - 1)).replace("\\\"", "\"");
      return row -> literal;
    }
    if (!FIELD.matcher(word).matches()) {
      throw unsupported(word);
    }
    if (word.equals(".")) {
      return row -> row;
    }
    List<String> path = List.of(word.substring(1).split("\\."));
    return row -> field(row, path);
  }

  private static Object field(Map<String, Object> row, List<String> path) {
    Object value = row;
    for (String name : path) {
      if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
        // a row leaves out what it does not have
        return "";
      }
      value = map.get(name);
    }
    return value;
  }

  private static Function<Map<String, Object>, Object> call(
      String function, List<Function<Map<String, Object>, Object>> arguments, String action) {
    if (arguments.size() != (function.equals("join") ? 2 : 1)) {
      throw unsupported(action);
    }
    Function<Map<String, Object>, Object> only = arguments.get(0);
    return switch (function) {
      case "json" -> row -> JsonText.of(only.apply(row));
      case "upper" -> row -> text(only.apply(row)).toUpperCase(Locale.ROOT);
      case "lower" -> row -> text(only.apply(row)).toLowerCase(Locale.ROOT);
      case "len" -> row -> size(only.apply(row));
      default -> row -> join(only.apply(row), text(arguments.get(1).apply(row)));
    };
  }

  private static Object size(Object value) {
    if (value instanceof Collection<?> all) {
      return all.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : text(value).length();
  }

  private static String join(Object value, String separator) {
    return value instanceof Collection<?> all
        ? all.stream().map(RowTemplate::text).collect(Collectors.joining(separator))
        : text(value);
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof Collection
        ? JsonText.of(value)
        : value.toString();
  }

  private static IllegalArgumentException unsupported(String action) {
    return new IllegalArgumentException(
        "'{{"
            + action.strip()
            + "}}' is not supported: use fields such as {{.Name}}, with json,"
            + " upper, lower, len or join");
  }

  /** Returns the template with its fields' names, in capitals, in place of their values. */
  public String headings() {
    return String.join("", headings);
  }

  /** Returns the text for one row; a field that it lacks is empty. */
  public String of(Map<String, Object> row) {
    return parts.stream().map(part -> part.apply(row)).collect(Collectors.joining());
  }
}
