package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jcompose.model.error.Place;
import io.jcompose.model.print.YamlText;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes typed objects with our own printer, so that readers of YAML 1.1 and of 1.2 read the same.
 * Names come first in what has one, the rest is sorted; what the file sorts stays as it is.
 */
final class ManifestText {
  private static final Place NOWHERE = Place.wholeFile("");
  private static final String NAME = "name";

  private final ObjectMapper mapper = new ObjectMapper();

  Manifest of(HasMetadata resource, List<String> comments) {
    StringBuilder text = new StringBuilder();
    comments.forEach(comment -> text.append("# ").append(comment).append('\n'));
    text.append(YamlText.of((MapNode) node(mapper.valueToTree(resource))));
    return new Manifest(resource.getKind(), resource.getMetadata().getName(), text.toString());
  }

  /** Returns a value as JSON on one line. */
  String json(Object value) {
    return mapper.writeValueAsString(value);
  }

  private Node node(JsonNode json) {
    if (json.isObject()) {
      return map(json);
    }
    if (json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(node(item)));
      return new ListNode(NOWHERE, items);
    }
    return json.isString()
        ? new ScalarNode(NOWHERE, json.stringValue(), false)
        : new ScalarNode(NOWHERE, json.toString(), true);
  }

  private MapNode map(JsonNode json) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    if (json.has(NAME)) {
      entries.put(NAME, entry(json.get(NAME)));
    }
    json.properties().forEach(each -> entries.putIfAbsent(each.getKey(), entry(each.getValue())));
    return new MapNode(NOWHERE, entries);
  }

  private MapNode.Entry entry(JsonNode value) {
    return new MapNode.Entry(NOWHERE, node(value));
  }
}
