package io.jcompose.model.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A command as an instruction writes it: a JSON list of its words, or a line for the shell. */
final class CommandWords {
  private static final JsonFactory JSON = new JsonFactory();

  private CommandWords() {}

  /** Returns the words of a list; those of a shell that runs the line, if it is none. */
  static List<String> of(String text) {
    return list(text).orElseGet(() -> List.of("/bin/sh", "-c", text));
  }

  /** Returns the elements of a JSON list of texts; empty if {@code text} is no such list. */
  static Optional<List<String>> list(String text) {
    if (!text.startsWith("[")) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        words.add(parser.getString());
      }
      boolean whole = parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null;
      return whole ? Optional.of(List.copyOf(words)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
