package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.WrittenName;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.List;
import java.util.Map;

/**
 * Which names in full a name may mean.
 *
 * @param searched the registries of short names, in order
 * @param aliases what short names mean; one that was taken back means an empty text
 */
record ShortNames(List<String> searched, ShortNameMode mode, Map<String, String> aliases) {
  private static final String HINT =
      ", or add an alias for it; containers-registries.conf(5) says how";

  ShortNames {
    searched = List.copyOf(searched);
    aliases = Map.copyOf(aliases);
  }

  /**
   * Returns what is meant, in the order in which to ask for it; never nothing.
   *
   * @throws RuntimeFailure if nobody but the user could say which registry is meant
   */
  List<ImageName> meanings(ImageReference reference) {
    WrittenName written = WrittenName.of(reference);
    if (written.registry().isPresent()) {
      return List.of(ImageName.at(written.registry().get(), written));
    }
    String alias = aliases.getOrDefault(written.path(), "");
    if (!alias.isEmpty()) {
      return List.of(meaning(alias, written));
    }
    if (searched.isEmpty()) {
      throw new RuntimeFailure(
          "cannot tell which registry has '"
              + reference
              + "': it is a short name, and 'unqualified-search-registries' is empty",
          "write the name with its registry" + HINT);
    }
    if (mode == ShortNameMode.ENFORCING && searched.size() > 1) {
      throw new RuntimeFailure(
          "cannot tell which registry has '"
              + reference
              + "': "
              + String.join(" and ", searched)
              + " may be meant, and with 'short-name-mode = \"enforcing\"' a short name must have an"
              + " alias or one registry only",
          "write it in full, such as '" + searched.get(0) + "/" + reference + "'" + HINT);
    }
    return searched.stream().map(registry -> ImageName.at(registry, written)).toList();
  }

  private static ImageName meaning(String alias, WrittenName written) {
    WrittenName full = WrittenName.parse(alias);
    return ImageName.at(
        full.registry().orElse(ImageName.HUB),
        new WrittenName(full.registry(), full.path(), written.tag(), written.digest()));
  }
}
