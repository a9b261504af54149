package io.jcompose.cli.command;

import io.jcompose.cli.output.Colours;
import io.jcompose.cli.output.JsonText;
import io.jcompose.runtime.doctor.Finding;
import io.jcompose.runtime.doctor.Finding.State;
import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about the host as text: a line each under the heading of its topic, hints beneath. */
final class FindingList {
  private static final String INDENT = "  ";
  private static final int STATE_WIDTH = width(Stream.of(State.values()).map(State::word));

  private final List<Finding> findings;

  FindingList(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /** Returns the lines, topics divided by an empty one. */
  List<String> lines(Colours colours) {
    int checkWidth = width(findings.stream().map(Finding::check));
    String hintIndent = INDENT.repeat(3) + " ".repeat(STATE_WIDTH + checkWidth);
    List<String> lines = new ArrayList<>();
    Optional<Topic> topic = Optional.empty();
    for (Finding finding : findings) {
      if (!topic.equals(Optional.of(finding.topic()))) {
        topic.ifPresent(before -> lines.add(""));
        topic = Optional.of(finding.topic());
        lines.add(finding.topic().title());
      }
      lines.add(
          INDENT
              + painted(finding.state(), colours)
              + INDENT
              + padded(finding.check(), checkWidth)
              + INDENT
              + finding.found());
      if (!finding.hint().isEmpty()) {
        lines.add(hintIndent + "hint: " + finding.hint());
      }
    }
    return List.copyOf(lines);
  }

  private static String painted(State state, Colours colours) {
    String word = padded(state.word(), STATE_WIDTH);
    return switch (state) {
      case OK -> colours.good(word);
      case NOTE -> word;
      case WARNING -> colours.warning(word);
      case MISSING -> colours.bad(word);
    };
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static int width(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(0);
  }

  /** Returns whether containers can be run, and how many findings of each kind there are. */
  String summary() {
    long missing = count(State.MISSING);
    return (missing == 0 ? "containers can be run here: " : "no containers can be run here: ")
        + (missing == 0 ? "" : missing + " missing, ")
        + counted(count(State.WARNING), "warning")
        + ", "
        + counted(count(State.NOTE), "note");
  }

  private long count(State state) {
    return findings.stream().filter(finding -> finding.state() == state).count();
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns an array of objects, all their values texts. */
  String json() {
    return JsonText.of(findings.stream().map(FindingList::object).toList());
  }

  private static Map<String, String> object(Finding finding) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("topic", finding.topic().title());
    object.put("check", finding.check());
    object.put("state", finding.state().word());
    object.put("found", finding.found());
    object.put("hint", finding.hint());
    return object;
  }
}
