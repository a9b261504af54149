package io.jcompose.model.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way from a document's top to a node: {@code services.web.ports[0]}. Immutable.
 *
 * <p>A path knows the one above it and its own last step only: every node of a tree has one while
 * it is worked on, and few are ever shown.
 */
public final class TreePath {
  /** The top of a document. */
  public static final TreePath TOP = new TreePath(null, "", -1);

  private final @Nullable TreePath above;
  private final String key;
  private final int position;

  /** Creates the path of an item, or, if {@code position} is negative, of a key. */
  private TreePath(@Nullable TreePath above, String key, int position) {
    this.above = above;
    this.key = key;
    this.position = position;
  }

  /** Returns the path of {@code steps} from the top: keys, and positions written as {@code [0]}. */
  public static TreePath of(Iterable<String> steps) {
    TreePath path = TOP;
    for (String step : steps) {
      path = path.key(step);
    }
    return path;
  }

  /** Returns the path of the value behind {@code key} in the map at this path. */
  public TreePath key(String key) {
    return new TreePath(this, key, -1);
  }

  /** Returns the path of the item at {@code position}, from 0, in the list at this path. */
  public TreePath item(int position) {
    return new TreePath(this, "", position);
  }

  /** Returns the steps from the top: keys, and positions written as {@code [0]}. */
  public List<String> segments() {
    Deque<String> steps = new ArrayDeque<>();
    for (TreePath path = this; path.above != null; path = path.above) {
      steps.addFirst(path.step());
    }
    return List.copyOf(steps);
  }

  private String step() {
    return position < 0 ? key : "[" + position + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreePath path
        && step().equals(path.step())
        && Objects.equals(above, path.above);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(above) + step().hashCode();
  }

  /** Returns the path as users read it; empty for the top. */
  @Override
  public String toString() {
    return String.join(".", segments()).replace(".[", "[");
  }
}
