package io.jcompose.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps it true that each error and warning of loading has a test: the constant words of every
 * message and hint must stand in some test. That the test is a good one, nobody but its reader can
 * say.
 */
class MessagesHaveTestsTest {
  private static final Path MAIN = Path.of("src/main/java/io/jcompose/model");
  private static final Path TESTS = Path.of("src/test/java/io/jcompose/model");

  /** The packages that find something wrong with what a user wrote. */
  private static final List<String> PACKAGES =
      List.of("check", "interpolate", "load", "schema", "value", "yaml");

  /** What takes a message or a hint, or a name of a kind that goes into one. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:problem|problemAt|warning|warningAt|mustBe|asType|mustSuit|add|hint|required"
              + "|withoutEffect|refused|IllegalArgumentException|InvalidTemplateException)\\(");

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern SEVERAL_WORDS = Pattern.compile("\\w+ \\w+");

  /** Words that cannot be in a test as they are, each with the reason. */
  private static final Set<String> EXEMPT =
      Set.of(
          // bugs of ours, not mistakes of a user
          "a decoder that replaces cannot fail",
          "an age and",
          "do not go together",
          // not seen before 'pre_start' is honoured: until then all of it is refused
          "hooks run once for a service",
          // patterns of String.format, whose results are in HostileInputTest
          "byte 0x%02X is not valid %s",
          "character U+%04X is not allowed in YAML");

  @Test
  void theWordsOfEveryMessageStandInATest() {
    String tests =
        unescaped(String.join("\n", sources(TESTS).map(MessagesHaveTestsTest::text).toList()));

    List<String> untested =
        PACKAGES.stream()
            .flatMap(name -> sources(MAIN.resolve(name)))
            .flatMap(
                file -> messages(text(file)).stream().map(it -> file.getFileName() + ": " + it))
            .filter(message -> !tests.contains(message.substring(message.indexOf(": ") + 2)))
            .sorted()
            .toList();

    assertThat(untested).as("words of messages that no test has").isEmpty();
  }

  private static Set<String> messages(String source) {
    String code = COMMENT.matcher(source).replaceAll("");
    List<String> messages = new ArrayList<>();
    Matcher call = CALL.matcher(code);
    while (call.find()) {
      Matcher text = TEXT.matcher(code.substring(call.end(), endOfCall(code, call.end())));
      while (text.find()) {
        messages.add(unescaped(text.group(1)).strip());
      }
    }
    return messages.stream()
        .filter(message -> SEVERAL_WORDS.matcher(message).find() && !EXEMPT.contains(message))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns where the parenthesis is closed that was opened before {@code start}. */
  private static int endOfCall(String code, int start) {
    int open = 1;
    boolean quoted = false;
    int at = start;
    while (open > 0 && at < code.length()) {
      char c = code.charAt(at);
      if (c == '\\' || (c == '\'' && !quoted)) {
        at++; // what follows is meant literally
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        open++;
      } else if (!quoted && c == ')') {
        open--;
      }
      at++;
    }
    return at;
  }

  private static String unescaped(String code) {
    return code.replace("\\\"", "\"").replaceAll("\\\\+", "\\\\");
  }

  private static Stream<Path> sources(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
