package io.jcompose.model.yaml;

import static io.jcompose.model.yaml.PlainScalar.Kind.STRING;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds the trees of a file's documents from the parser's events.
 *
 * <p>An anchor may be used once its node has ended, so no node can hold itself; and, as docker
 * compose has it, in the later documents of the file too. What an alias stands for is shared, but
 * counted as if it were written out: that bounds the work of every later phase.
 */
final class TreeBuilder {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_NODES = 500_000;
  private static final String STRING_TAG = "tag:yaml.org,2002:str";

  private final ParserEvents events;
  private final Problems problems;
  private final ScalarReader scalars;
  private final Map<String, Built> anchors = new HashMap<>();
  private int nodes;
  private boolean aliases;

  TreeBuilder(ParserEvents events, Problems problems) {
    this.events = events;
    this.problems = problems;
    this.scalars = new ScalarReader(problems);
  }

  /** A finished node, its tag, and how many nodes and levels it would be if written out. */
  private record Built(Node node, Tag tag, int size, int height) {}

  /** Returns the next document's tree; takes the events up to the end of its top node. */
  Node build() {
    Built top = next(TreePath.TOP, events.next(), 0);
    mustHaveNoTag(TreePath.TOP, top, "put the tag on the value of a key");
    return top.node();
  }

  private Built next(TreePath path, Event event, int depth) {
    Place place = events.place(event);
    bound(place, depth, 1);
    if (event instanceof AliasEvent alias) {
      return resolve(path, place, alias.getAlias().getValue(), depth);
    }
    String anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse("");
    Built built = written(path, event, place, depth);
    if (!anchor.isEmpty()) {
      anchors.put(anchor, built);
    }
    return built;
  }

  private Built written(TreePath path, Event event, Place place, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return new Built(scalars.read(path, place, scalar), tag(scalar.getTag()), 1, 1);
    }
    // a tag of YAML's own changes nothing: a map stays a map, even as '!!set'
    Tag tag = tag(((CollectionStartEvent) event).getTag());
    return event instanceof MappingStartEvent
        ? map(path, place, tag, depth)
        : list(path, place, tag, depth);
  }

  private static Tag tag(Optional<String> written) {
    return written.flatMap(Tag::of).orElse(Tag.NONE);
  }

  private Built list(TreePath path, Place place, Tag tag, int depth) {
    List<Node> items = new ArrayList<>();
    int size = 1;
    int height = 0;
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      TreePath itemPath = path.item(items.size());
      Built item = next(itemPath, event, depth + 1);
      mustHaveNoTag(itemPath, item, "put the tag on the list");
      items.add(item.node());
      size += item.size();
      height = Math.max(height, item.height());
    }
    return new Built(new ListNode(place, items), tag, size, height + 1);
  }

  private Built map(TreePath path, Place place, Tag tag, int depth) {
    Map<String, MapNode.Entry> own = new LinkedHashMap<>();
    Optional<Node> merged = Optional.empty();
    int size = 1;
    int height = 0;
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Place keyPlace = events.place(event);
      boolean merges = event instanceof ScalarEvent scalar && isMergeKey(scalar);
      String key = key(path, event, depth);
      Built value = next(merges ? path : path.key(key), events.next(), depth + 1);
      size += value.size();
      height = Math.max(height, value.height());
      if (merges) {
        mustHaveNoTag(path, value, "put the tag on the map that '<<' adds to");
      }
      if (merges && merged.isEmpty()) {
        merged = Optional.of(value.node());
      } else if (merges) {
        problems.add(
            keyPlace, text(path), "'<<' appears twice in one map", "write '<<: [*first, *second]'");
      } else {
        addOnce(path, own, key, new MapNode.Entry(keyPlace, value.node(), value.tag()));
      }
    }
    merged.ifPresent(source -> new MergeKey(problems).mergeInto(own, source, path));
    return new Built(new MapNode(place, own), tag, size, height + 1);
  }

  private static boolean isMergeKey(ScalarEvent key) {
    return key.isPlain()
        && key.getValue().equals("<<")
        && !key.getTag().equals(Optional.of(STRING_TAG));
  }

  private String key(TreePath path, Event event, int depth) {
    Built built = next(path, event, depth + 1);
    mustHaveNoTag(path, built, "put the tag on the value of the key");
    if (!(built.node() instanceof ScalarNode key)) {
      mustBeText(path, built.node(), built.node().description());
      return "";
    }
    PlainScalar.Kind kind = key.plain() ? PlainScalar.of(key.text()).kind() : STRING;
    if (kind != STRING) {
      mustBeText(path, key, "'" + key.text() + "', which is " + kind);
    }
    return key.text();
  }

  private void mustBeText(TreePath path, Node key, String instead) {
    problems.add(
        key.place(),
        text(path),
        "a key must be a text, not " + instead,
        "put the text into quotes");
  }

  private void addOnce(
      TreePath path, Map<String, MapNode.Entry> own, String key, MapNode.Entry entry) {
    MapNode.Entry first = own.putIfAbsent(key, entry);
    if (first != null) {
      problems.add(
          entry.keyPlace(),
          text(path.key(key)),
          "key '" + key + "' is already given at " + first.keyPlace(),
          "keep one of the two");
    }
  }

  private Built resolve(TreePath path, Place place, String name, int depth) {
    Built target = anchors.get(name);
    if (target == null) {
      problems.add(
          place,
          text(path),
          "alias '*" + name + "' stands for nothing: no anchor '&" + name + "' ends before it",
          "define the anchor further up in the same file, outside of what refers to it");
      return new Built(new ScalarNode(place, "", true), Tag.NONE, 1, 1);
    }
    aliases = true;
    bound(place, depth + target.height(), target.size());
    return target;
  }

  private void bound(Place place, int depth, int added) {
    if (depth > MAX_DEPTH) {
      throw new UnusableFileException(
          place, "is nested more than " + MAX_DEPTH + " levels deep", "flatten the file");
    }
    nodes += added;
    if (nodes > MAX_NODES) {
      throw new UnusableFileException(
          place,
          "has more than "
              + MAX_NODES
              + " values"
              + (aliases ? " once its aliases are written out" : ""),
          aliases ? "use fewer aliases of aliases" : "split the file");
    }
  }

  private void mustHaveNoTag(TreePath path, Built built, String hint) {
    if (built.tag() != Tag.NONE) {
      problems.add(
          built.node().place(),
          text(path),
          "'" + built.tag() + "' is about the value of a key and has no meaning here",
          hint);
    }
  }

  private static String text(TreePath path) {
    return path.toString();
  }
}
