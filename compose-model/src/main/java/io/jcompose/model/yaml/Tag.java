package io.jcompose.model.yaml;

import java.util.Optional;

/** What a tag of Compose says about how the value of a map entry meets the files before it. */
public enum Tag {
  /** No tag: the value is merged into what came before. */
  NONE(""),

  /**
   * {@code !reset}: whatever came before goes away and nothing takes its place; the value beside
   * the tag does not matter.
   */
  RESET("!reset"),

  /** {@code !override}: whatever came before goes away and the value takes its place. */
  OVERRIDE("!override");

  private final String text;

  Tag(String text) {
    this.text = text;
  }

  /** Returns the tag that is written {@code text}, if that is one of Compose. */
  static Optional<Tag> of(String text) {
    return switch (text) {
      case "!reset" -> Optional.of(RESET);
      case "!override" -> Optional.of(OVERRIDE);
      default -> Optional.empty();
    };
  }

  /** Returns the tag as it is written in a file; empty for none. */
  @Override
  public String toString() {
    return text;
  }
}
