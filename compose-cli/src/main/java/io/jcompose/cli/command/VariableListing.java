package io.jcompose.cli.command;

import io.jcompose.cli.output.JsonText;
import io.jcompose.cli.output.Table;
import io.jcompose.model.error.Place;
import io.jcompose.model.interpolate.UsedVariable;
import io.jcompose.model.print.YamlText;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that files mention, as {@code config --variables} prints them. */
final class VariableListing {
  private static final Place NOWHERE = Place.wholeFile("");

  private final List<UsedVariable> variables;

  VariableListing(List<UsedVariable> variables) {
    this.variables = variables;
  }

  /** Returns the lines: a table unless a format is asked for. */
  List<String> lines(Optional<ConfigFormat> format) {
    return format
        .map(wanted -> wanted == ConfigFormat.JSON ? json() : yaml())
        .orElseGet(this::table);
  }

  private List<String> table() {
    Table table = new Table("NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE");
    variables.forEach(
        each ->
            table.row(
                each.name(),
                String.valueOf(each.required()),
                each.defaultValue(),
                each.alternateValue()));
    return table.lines();
  }

  /** Returns one object, with the keys that docker compose gives it. */
  private List<String> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (UsedVariable each : variables) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("Name", each.name());
      one.put("DefaultValue", each.defaultValue());
      one.put("PresenceValue", each.alternateValue());
      one.put("Required", each.required());
      all.put(each.name(), one);
    }
    return List.of(JsonText.of(all));
  }

  /** Returns the same as YAML, where docker compose writes the keys small. */
  private List<String> yaml() {
    MapNode all = new MapNode(NOWHERE, Map.of());
    for (UsedVariable each : variables) {
      MapNode one =
          new MapNode(NOWHERE, Map.of())
              .with("name", text(each.name()))
              .with("defaultvalue", text(each.defaultValue()))
              .with("presencevalue", text(each.alternateValue()))
              .with("required", new ScalarNode(NOWHERE, String.valueOf(each.required()), true));
      all = all.with(each.name(), one);
    }
    return YamlText.of(all).lines().toList();
  }

  private static ScalarNode text(String text) {
    return new ScalarNode(NOWHERE, text, false);
  }
}
