package io.jcompose.model.assemble;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.yaml.MapNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that configs and secrets are the values of. An included project may have variables
 * of its own; they hold for what it defines. Belongs to one thread.
 */
public final class ContentVariables {
  private static final List<String> SECTIONS = List.of("configs", "secrets");

  private final Map<Use, String> included = new HashMap<>();
  private final Map<String, HiddenContent> given = new HashMap<>();
  private Variables variables = Variables.NONE;

  /** Where a variable is asked for. */
  private record Use(String section, String key, String variable) {}

  /** Notes what the configs and secrets of an included project stand for. */
  public void include(MapNode tree, Variables own) {
    for (String section : SECTIONS) {
      Section.of(tree)
          .sections(section)
          .forEach(
              (key, definition) ->
                  definition
                      .text("environment")
                      .ifPresent(
                          name ->
                              own.get(name)
                                  .ifPresent(
                                      value -> included.put(new Use(section, key, name), value))));
    }
  }

  /** Notes what stands for variables that nobody has set; these come before all others. */
  public void give(Map<String, HiddenContent> contents) {
    given.putAll(contents);
  }

  /** Says which variables the project itself has; they come before those of what it includes. */
  public void ofProject(Variables own) {
    variables = own;
  }

  /** Returns what a config or secret stands for; empty if nobody has set the variable. */
  Optional<HiddenContent> value(String section, String key, String variable) {
    return Optional.ofNullable(given.get(variable))
        .or(
            () ->
                variables
                    .get(variable)
                    .or(() -> Optional.ofNullable(included.get(new Use(section, key, variable))))
                    .map(text -> HiddenContent.of(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** Says no value: these are secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "ContentVariables[" + included.keySet() + "]";
  }
}
