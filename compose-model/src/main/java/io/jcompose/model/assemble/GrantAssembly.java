package io.jcompose.model.assemble;

import io.jcompose.model.project.Grant;
import java.util.List;

/** Makes the typed grants of configs and secrets. */
final class GrantAssembly {
  private GrantAssembly() {}

  static List<Grant> grants(Section owner, String key) {
    return owner.items(key).stream()
        .map(
            grant ->
                new Grant(
                    grant.place(),
                    grant.text("source").orElse(""),
                    grant.text("target"),
                    grant.text("uid"),
                    grant.text("gid"),
                    grant.integer("mode")))
        .toList();
  }
}
