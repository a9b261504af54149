package io.jcompose.model.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** No two mounts of a service may be at one place in the container. */
final class MountTargets {
  private MountTargets() {}

  static void check(Value service) {
    Map<Object, Value> byTarget = new LinkedHashMap<>();
    for (String key : List.of("volumes", "tmpfs")) {
      for (Value mount : service.get(key).map(Value::items).orElse(List.of())) {
        Object target = Mounts.identity(mount.node());
        Value first = byTarget.putIfAbsent(target, mount);
        if (first != null) {
          mount.problem(
              "'" + target + "' is already mounted by " + first.path() + " at " + first.place(),
              "keep one of the two");
        }
      }
    }
  }
}
