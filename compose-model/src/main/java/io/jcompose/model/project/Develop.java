package io.jcompose.model.project;

import io.jcompose.model.error.Place;
import java.util.List;
import java.util.Optional;

/**
 * {@code develop:}: what happens while somebody works on a service's sources.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/develop.md">develop</a>
 */
public record Develop(List<WatchRule> watch, Extensions extensions) {
  public Develop {
    watch = List.copyOf(watch);
  }

  /**
   * An item of {@code watch:}.
   *
   * @param place where it stands
   * @param path the absolute file or directory of the host that is watched
   * @param target the path in the container; there if something is copied
   * @param exec what is run in the container afterwards
   * @param ignore patterns of what is not watched, as in {@code .dockerignore}
   * @param include patterns of what alone is watched; none means all
   * @param initialSync whether everything is copied once at first
   */
  public record WatchRule(
      Place place,
      String path,
      Action action,
      Optional<String> target,
      Optional<Hook> exec,
      List<String> ignore,
      List<String> include,
      boolean initialSync) {
    public WatchRule {
      ignore = List.copyOf(ignore);
      include = List.copyOf(include);
    }
  }

  /** What a change leads to. */
  public enum Action {
    REBUILD("rebuild"),
    SYNC("sync"),
    RESTART("restart"),
    SYNC_AND_RESTART("sync+restart"),
    SYNC_AND_EXEC("sync+exec");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** Returns the action as the file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
