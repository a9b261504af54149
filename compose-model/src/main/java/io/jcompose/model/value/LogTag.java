package io.jcompose.model.value;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that names a container to those its lines are passed on to, with fields to fill in. */
public record LogTag(String template) {
  private static final Pattern FIELD = Pattern.compile("\\{\\{-? *([^{}]*?) *-?\\}\\}");
  private static final int SHORT_ID = 12;

  /** The first twelve digits of the container's identifier. */
  public static final LogTag DEFAULT = new LogTag("{{.ID}}");

  public LogTag {
    Matcher field = FIELD.matcher(template);
    while (field.find()) {
      if (!Facts.NONE.fields().containsKey(field.group(1))) {
        throw new IllegalArgumentException("a tag has no field '" + field.group() + "'");
      }
    }
  }

  /**
   * What fills the fields.
   *
   * @param id of the container, 64 digits
   * @param imageId with or without {@code sha256:}
   */
  public record Facts(String id, String name, String imageName, String imageId) {
    private static final Facts NONE = new Facts("", "", "", "");

    private Map<String, String> fields() {
      return Map.of(
          ".ID", shortened(id),
          ".FullID", id,
          ".Name", name,
          ".ImageName", imageName,
          ".ImageID", shortened(imageId.replaceFirst("^sha256:", "")),
          ".ImageFullID", imageId,
          ".DaemonName", "jcompose");
    }

    private static String shortened(String digits) {
      return digits.substring(0, Math.min(SHORT_ID, digits.length()));
    }
  }

  /** Returns the text with its fields filled in. */
  public String of(Facts facts) {
    Map<String, String> fields = facts.fields();
    return FIELD
        .matcher(template)
        .replaceAll(field -> Matcher.quoteReplacement(fields.getOrDefault(field.group(1), "")));
  }
}
