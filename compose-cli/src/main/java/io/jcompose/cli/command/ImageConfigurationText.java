package io.jcompose.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An image's configuration as plain maps and lists, for those commands that show all of it. */
final class ImageConfigurationText {
  private final Map<String, Object> document;

  ImageConfigurationText(String text) {
    document = new JsonMapper().readValue(text, new TypeReference<Map<String, Object>>() {});
  }

  /** Returns a member's text; empty if there is none. */
  String text(String key) {
    return document.get(key) instanceof String text ? text : "";
  }

  /** Returns a member with members of its own; none if there is none. */
  Map<String, Object> object(String key) {
    return strings(document.get(key));
  }

  /** Returns what is told of how the image was made, the oldest step first. */
  List<Map<String, Object>> history() {
    List<Map<String, Object>> steps = new ArrayList<>();
    if (document.get("history") instanceof List<?> list) {
      list.forEach(step -> steps.add(strings(step)));
    }
    return steps;
  }

  private static Map<String, Object> strings(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, member) -> {
            if (member != null) {
              members.put(key.toString(), member);
            }
          });
    }
    return members;
  }
}
