package io.jcompose.model.yaml;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;

/**
 * Reads the documents of one YAML file.
 *
 * <p>Works on the parser's events rather than on the library's node graph, because the latter
 * neither sees duplicate keys nor ends on a {@code <<} that refers to its own map, and overflows
 * the stack on deep nesting.
 */
public final class YamlReader {
  /** The largest file that is read, in bytes. */
  public static final int MAX_BYTES = 8 * 1024 * 1024;

  private final String file;
  private final Problems problems;

  /** Creates a reader; {@code file} names it in every place, problems go to {@code problems}. */
  public YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Returns the top-level maps of the documents in {@code content}, in order; empty if the file
   * cannot be used, and then at least one problem says why. A file with small faults (duplicate
   * keys, unknown anchors) is returned without the faulty parts, so that the rest can be checked. A
   * file without any document, such as one of comments only, is an empty map.
   */
  public List<MapNode> read(byte[] content) {
    return documents(content).map(this::maps).orElse(List.of());
  }

  /**
   * Returns the documents in {@code content} that are not empty, whatever they are, as files of
   * other tools may have them; none if the file cannot be used, and then at least one problem says
   * why.
   */
  public List<Node> readAny(byte[] content) {
    return documents(content).orElse(List.of()).stream().filter(node -> !node.isNull()).toList();
  }

  private Optional<List<Node>> documents(byte[] content) {
    if (content.length > MAX_BYTES) {
      problems.add(
          Place.wholeFile(file),
          "",
          "the file is larger than " + MAX_BYTES / 1024 / 1024 + " MiB",
          "split it, or check that this is the file you meant");
      return Optional.empty();
    }
    return new SourceText(file, problems).decode(content).flatMap(this::parse);
  }

  private Optional<List<Node>> parse(String text) {
    try {
      return Optional.of(documents(new ParserEvents(file, text)));
    } catch (UnusableFileException e) {
      problems.add(e.place(), "", e.what(), e.hint());
      return Optional.empty();
    }
  }

  private List<Node> documents(ParserEvents events) {
    List<Node> documents = new ArrayList<>();
    var builder = new TreeBuilder(events, problems);
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        documents.add(builder.build());
      }
    }
    return documents;
  }

  private List<MapNode> maps(List<Node> documents) {
    if (documents.isEmpty()) {
      return List.of(new MapNode(Place.wholeFile(file), Map.of()));
    }
    List<MapNode> maps = new ArrayList<>();
    for (Node top : documents) {
      if (top instanceof MapNode map) {
        maps.add(map);
      } else {
        refuse(top);
      }
    }
    return maps;
  }

  private void refuse(Node top) {
    problems.add(
        top.place(),
        "",
        top.isNull()
            ? "the document is empty"
            : "a Compose file is a map at the top, not " + top.description(),
        top.isNull() ? "remove the '---' around it" : "start it with 'services:'");
  }
}
