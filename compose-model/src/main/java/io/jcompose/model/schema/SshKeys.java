package io.jcompose.model.schema;

import io.jcompose.model.yaml.ListNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code build.ssh}: keys as a list of {@code ID} or {@code ID=PATH}, or as a map. The long form is
 * the list, paths absolute.
 */
record SshKeys() implements WrittenOut {
  private static final ListOf KEYS =
      ListOf.of(Kinds.TEXT)
          .distinctBy(
              node -> node instanceof ScalarNode key ? key.text().split("=", 2)[0] : new Object());

  @Override
  public Kind longForm() {
    return KEYS;
  }

  @Override
  public String form() {
    return "keys as a list of ID=PATH or as a map";
  }

  @Override
  public Optional<Node> canonical(Value value) {
    List<Node> keys = new ArrayList<>();
    if (value.isMap()) {
      value
          .members()
          .forEach(
              (id, member) -> {
                if (member.value().isNull()) {
                  keys.add(new ScalarNode(member.value().place(), id, false));
                } else {
                  member
                      .value()
                      .hostPath()
                      .ifPresent(path -> keys.add(key(member.value(), id, path)));
                }
              });
    } else {
      for (Value item : value.items()) {
        item.text()
            .ifPresent(
                text -> {
                  String[] parts = text.split("=", 2);
                  keys.add(
                      parts.length == 1
                          ? item.node()
                          : key(item, parts[0], item.context().paths().resolve(parts[1])));
                });
      }
    }
    return Optional.of(new ListNode(value.place(), keys));
  }

  private static Node key(Value where, String id, String path) {
    return new ScalarNode(where.place(), id + "=" + path, false);
  }
}
