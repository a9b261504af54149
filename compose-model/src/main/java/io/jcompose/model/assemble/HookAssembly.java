package io.jcompose.model.assemble;

import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Hook;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.ScalarNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes typed hooks, and the environment that they have in common with services. */
final class HookAssembly {
  private HookAssembly() {}

  static Hooks hooks(Section service) {
    return new Hooks(
        service.items("pre_start").stream().map(HookAssembly::preStart).toList(),
        hooks(service, "post_start"),
        hooks(service, "pre_stop"));
  }

  private static List<Hook> hooks(Section service, String key) {
    return service.items(key).stream().map(HookAssembly::hook).toList();
  }

  private static Hooks.PreStart preStart(Section hook) {
    return new Hooks.PreStart(
        hook(hook), hook.text("image").map(ImageReference::new), hook.flag("per_replica"));
  }

  static Hook hook(Section hook) {
    return new Hook(
        hook.optionalList("command"),
        hook.text("user"),
        hook.flag("privileged"),
        hook.text("working_dir"),
        environment(hook));
  }

  static Environment environment(Section owner) {
    Map<String, String> values = new LinkedHashMap<>();
    Set<String> removed = new LinkedHashSet<>();
    owner
        .map()
        .map("environment")
        .map(MapNode::entries)
        .orElse(Map.of())
        .forEach(
            (name, entry) -> {
              if (entry.value().isNull()) {
                removed.add(name);
              } else {
                values.put(name, ((ScalarNode) entry.value()).text());
              }
            });
    return new Environment(values, removed);
  }
}
