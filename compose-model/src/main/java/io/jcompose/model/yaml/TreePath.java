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
  public static final TreePath TOP = new TreePath(null, "");

  private final @Nullable TreePath above;
  private final String step;

  private TreePath(@Nullable TreePath above, String step) {
    this.above = above;
    this.step = step;
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
    return new TreePath(this, key);
  }

  /** Returns the path of the item at {@code position}, from 0, in the list at this path. */
  public TreePath item(int position) {
    return key("[" + position + "]");
  }

  /** Returns the steps from the top: keys, and positions written as {@code [0]}. */
  public List<String> segments() {
    Deque<String> steps = new ArrayDeque<>();
    for (TreePath path = this; path.above != null; path = path.above) {
      steps.addFirst(path.step);
    }
    return List.copyOf(steps);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreePath path
        && step.equals(path.step)
        && Objects.equals(above, path.above);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(above) + step.hashCode();
  }

  /** Returns the path as users read it; empty for the top. */
  @Override
  public String toString() {
    return String.join(".", segments()).replace(".[", "[");
  }
}
