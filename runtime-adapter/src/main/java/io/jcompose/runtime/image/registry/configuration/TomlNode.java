package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One value of a TOML file with its place. Whoever asks it for what it is not gets nothing, and the
 * mistake is reported; asking again reports it once.
 */
final class TomlNode {
  private final FileReport report;
  private final Place place;
  private final String path;
  private final String key;
  private final Object value;

  private TomlNode(FileReport report, Place place, String path, String key, Object value) {
    this.report = report;
    this.place = place;
    this.path = path;
    this.key = key;
    this.value = value;
  }

  /**
   * Returns the file as a table. One that is not well-formed is an empty table: what else would be
   * said of it were guesses.
   */
  static TomlNode parse(String file, String text, FileReport report) {
    TomlParseResult result = Toml.parse(text);
    result
        .errors()
        .forEach(
            error ->
                report
                    .mistakes()
                    .add(
                        place(file, error.position()),
                        "",
                        String.valueOf(error.getMessage()),
                        "correct the TOML"));
    Object table = result.hasErrors() ? Toml.parse("") : result;
    return new TomlNode(report, Place.wholeFile(file), "", "", table);
  }

  private static Place place(String file, @Nullable TomlPosition position) {
    return position == null
        ? Place.wholeFile(file)
        : new Place(file, position.line(), position.column());
  }

  Place place() {
    return place;
  }

  /** Returns its own key in the table it stands in. */
  String key() {
    return key;
  }

  /** Reports a mistake here. */
  void wrong(String message, String hint) {
    report.mistakes().add(place, path, message, hint);
  }

  /** Returns a member of the table, if it is there. */
  Optional<TomlNode> member(String name) {
    return table().flatMap(table -> member(table, name));
  }

  /** Returns all members of the table, in the file's order. */
  List<TomlNode> members() {
    List<TomlNode> members = new ArrayList<>();
    table()
        .ifPresent(
            table -> table.keySet().forEach(name -> member(table, name).ifPresent(members::add)));
    return members;
  }

  private Optional<TomlNode> member(TomlTable table, String name) {
    List<String> keys = List.of(name); // as it is: a text would be taken apart at its dots
    return Optional.ofNullable(table.get(keys))
        .map(
            member ->
                new TomlNode(
                    report,
                    place(place.file(), table.inputPositionOf(keys)),
                    path.isEmpty() ? name : path + "." + name,
                    name,
                    member));
  }

  private Optional<TomlTable> table() {
    if (value instanceof TomlTable table) {
      return Optional.of(table);
    }
    wrong("this must be a table", "write [NAME] or [[NAME]] and 'KEY = VALUE' lines below it");
    return Optional.empty();
  }

  /** Returns the elements of the list. */
  List<TomlNode> elements() {
    List<TomlNode> elements = new ArrayList<>();
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        elements.add(
            new TomlNode(
                report,
                place(place.file(), array.inputPositionOf(i)),
                path + "[" + i + "]",
                "",
                array.get(i)));
      }
    } else {
      wrong("this must be a list", "write it in brackets, or a table as [[" + key + "]]");
    }
    return elements;
  }

  /** Returns the text. */
  Optional<String> text() {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    wrong("this must be a text", "write it in quotes");
    return Optional.empty();
  }

  /** Returns a member that is true or false, and false if it is missing. */
  boolean flag(String name) {
    return member(name).map(TomlNode::isTrue).orElse(false);
  }

  private boolean isTrue() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    wrong("this must be true or false", "write 'true' or 'false' without quotes");
    return false;
  }

  /**
   * Warns of members that mean nothing here.
   *
   * @param known those that do
   * @param notHonoured those that mean something to podman only
   * @param reported those that somebody else reports
   */
  void warnOfOthers(
      Collection<String> known, Collection<String> notHonoured, Collection<String> reported) {
    for (TomlNode member : members()) {
      if (notHonoured.contains(member.key)) {
        member.warn("this is not honoured", "leave it to podman");
      } else if (Stream.of(known, reported).noneMatch(keys -> keys.contains(member.key))) {
        member.warn(
            "this key is unknown",
            NearestName.hint(member.key, known, "use one of: " + String.join(", ", known)));
      }
    }
  }

  private void warn(String message, String hint) {
    report.warn(new Problem(place, path, message, hint));
  }
}
