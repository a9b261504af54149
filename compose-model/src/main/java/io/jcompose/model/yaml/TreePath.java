package io.jcompose.model.yaml;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way from a document's top to a node: {@code services.web.ports[0]}.
 *
 * @param segments keys, and positions written as {@code [0]}
 */
public record TreePath(List<String> segments) {
  /** The top of a document. */
  public static final TreePath TOP = new TreePath(List.of());

  public TreePath {
    segments = List.copyOf(segments);
  }

  /** Returns the path of the value behind {@code key} in the map at this path. */
  public TreePath key(String key) {
    return new TreePath(Stream.concat(segments.stream(), Stream.of(key)).toList());
  }

  /** Returns the path of the item at {@code position}, from 0, in the list at this path. */
  public TreePath item(int position) {
    return key("[" + position + "]");
  }

  /** Returns the path as users read it; empty for the top. */
  @Override
  public String toString() {
    String joined = segments.stream().collect(Collectors.joining("."));
    return joined.replace(".[", "[");
  }
}
