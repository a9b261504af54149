package io.jcompose.model.merge;

import io.jcompose.model.error.Place;
import io.jcompose.model.error.Problems;
import io.jcompose.model.interpolate.InterpolatedDocument;
import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.Tag;
import io.jcompose.model.yaml.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Merges documents in order: what comes later overrides or extends what came before. */
public final class Merger {
  private final Problems problems;

  /** Creates a merger that reports what does not fit together to {@code problems}. */
  public Merger(Problems problems) {
    this.problems = problems;
  }

  /** Returns the documents as one; an empty list gives an empty tree. */
  public MergedTree merge(List<InterpolatedDocument> documents) {
    return new MergedTree(
        documents.stream()
            .map(document -> normal(TreePath.TOP, MergeRules.COMPOSE, document.top()))
            .reduce((base, later) -> maps(TreePath.TOP, MergeRules.COMPOSE, base, later))
            .orElseGet(() -> new MapNode(Place.wholeFile(""), Map.of())));
  }

  /** Brings every value below {@code map} into the form that its rule merges. */
  private MapNode normal(TreePath path, MergeRules rules, MapNode map) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) -> {
              TreePath below = path.key(key);
              mustHaveNoTag(below, entry);
              MergeRules rulesBelow = rules.below(key);
              Node formed = rulesBelow.rule().form().apply(below, entry.value(), problems);
              entries.put(
                  key,
                  entry.withValue(
                      formed instanceof MapNode inner && rulesBelow.goDeeper()
                          ? normal(below, rulesBelow, inner)
                          : formed));
            });
    return new MapNode(map.place(), entries);
  }

  private void mustHaveNoTag(TreePath path, MapNode.Entry entry) {
    if (entry.tag() != Tag.NONE) {
      problems.add(
          entry.value().place(),
          path.toString(),
          "tag '" + entry.tag() + "' is not supported by jcompose yet",
          "write out the value that is meant");
    }
  }

  private MapNode maps(TreePath path, MergeRules rules, MapNode base, MapNode later) {
    Map<String, MapNode.Entry> entries = new LinkedHashMap<>(base.entries());
    later
        .entries()
        .forEach(
            (key, entry) -> {
              MapNode.Entry before = entries.get(key);
              Node merged =
                  before == null
                      ? entry.value()
                      : merge(path.key(key), rules.below(key), before.value(), entry.value());
              entries.put(key, Objects.requireNonNullElse(before, entry).withValue(merged));
            });
    return new MapNode(later.place(), entries);
  }

  private Node merge(TreePath path, MergeRules rules, Node base, Node later) {
    MergeRule rule = rules.rule();
    if (rule.nullOverrides()) {
      return later;
    }
    if (later.isNull()) {
      return base;
    }
    if (base.isNull() || rule.replaces()) {
      return later;
    }
    if (base instanceof MapNode baseMap && later instanceof MapNode laterMap) {
      return maps(path, rules, baseMap, laterMap);
    }
    if (base instanceof ListNode baseList && later instanceof ListNode laterList) {
      return rule.join(baseList, laterList);
    }
    if (base.getClass() != later.getClass()) {
      problems.add(
          later.place(),
          path.toString(),
          later.description()
              + " cannot override "
              + base.description()
              + ", given at "
              + base.place(),
          "write both in the same form");
    }
    return later;
  }
}
