package io.jcompose.model.kubernetes;

import io.jcompose.model.load.ComposeLoader;
import io.jcompose.model.load.LoadOptions;
import io.jcompose.model.load.LoadRequest;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.load.MemorySources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads manifests that live in memory only, on a host that has {@code /srv/existing}. */
final class Played {
  private Played() {}

  static LoadedProject of(String manifest) {
    return of(manifest, PlayChoices.DEFAULT);
  }

  static LoadedProject of(String manifest, PlayChoices choices) {
    LoadRequest request = LoadRequest.in("/work", Map.of()).withFiles(List.of("shop.yaml"));
    return new ComposeLoader(
            new MemorySources()
                .with("/work/shop.yaml", manifest)
                .with("/srv/existing/file", "content"))
        .load(
            request.withOptions(
                LoadOptions.DEFAULT.withManifests(
                    new PlayChoices(
                        Optional.of("shop"),
                        choices.replicas(),
                        choices.publish(),
                        choices.publishAll(),
                        choices.networks()))));
  }
}
