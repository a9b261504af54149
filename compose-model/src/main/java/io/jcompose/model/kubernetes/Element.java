package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.PlainScalar;
import io.jcompose.model.yaml.ScalarNode;
import io.jcompose.model.yaml.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A piece of a manifest that knows where it stands. What is null counts as absent, as Kubernetes
 * has it; what is of the wrong kind, {@link Shape} reports, and here it is absent too.
 *
 * @param keyPlace where the key stands that it is the value of; its own place where it has none
 */
record Element(Node node, Place keyPlace, TreePath path, Findings findings) {
  /** What is found in manifests: mistakes, and what one host has no use for. */
  record Findings(Problems problems, Problems warnings) {}

  Place place() {
    return node.place();
  }

  Optional<Element> get(String key) {
    return Optional.ofNullable(node instanceof MapNode map ? map.entries().get(key) : null)
        .filter(entry -> !entry.value().isNull())
        .map(entry -> new Element(entry.value(), entry.keyPlace(), path.key(key), findings));
  }

  /** Returns what stands at the end of {@code keys}, each below the one before. */
  Optional<Element> at(String... keys) {
    Optional<Element> found = Optional.of(this);
    for (String key : keys) {
      found = found.flatMap(element -> element.get(key));
    }
    return found;
  }

  boolean has(String key) {
    return get(key).isPresent();
  }

  List<Element> items() {
    List<Element> items = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        items.add(new Element(item, item.place(), path.item(items.size()), findings));
      }
    }
    return items;
  }

  List<Element> items(String key) {
    return get(key).map(Element::items).orElse(List.of());
  }

  Map<String, Element> members() {
    Map<String, Element> members = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      map.entries().keySet().forEach(key -> get(key).ifPresent(value -> members.put(key, value)));
    }
    return members;
  }

  Map<String, Element> members(String key) {
    return get(key).map(Element::members).orElse(Map.of());
  }

  /** Returns the text of this scalar; empty if it is none. */
  Optional<String> text() {
    return node instanceof ScalarNode scalar && !scalar.isNull()
        ? Optional.of(scalar.value())
        : Optional.empty();
  }

  Optional<String> text(String key) {
    return get(key).flatMap(Element::text);
  }

  List<String> texts(String key) {
    return items(key).stream().flatMap(item -> item.text().stream()).toList();
  }

  /** Returns the texts of the map behind {@code key}, by name. */
  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    members(key).forEach((name, value) -> value.text().ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** Returns the whole number of this scalar; empty if it is none, or longer than 32 bits. */
  OptionalInt whole() {
    if (node instanceof ScalarNode scalar && scalar.kind() == PlainScalar.Kind.INTEGER) {
      try {
        return OptionalInt.of(Integer.parseInt(scalar.value()));
      } catch (NumberFormatException e) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  OptionalInt whole(String key) {
    return get(key).map(Element::whole).orElse(OptionalInt.empty());
  }

  boolean flag(String key) {
    return text(key).filter("true"::equals).isPresent();
  }

  void problem(String message, String hint) {
    findings.problems().add(place(), path.toString(), message, hint);
  }

  void warning(String message, String hint) {
    findings.warnings().add(keyPlace, path.toString(), message, hint);
  }
}
