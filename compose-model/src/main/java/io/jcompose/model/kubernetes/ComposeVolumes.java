package io.jcompose.model.kubernetes;

import io.jcompose.model.error.Place;
import io.jcompose.model.value.VolumeLabels;
import java.util.LinkedHashMap;
import java.util.Map;

/** The volumes of the Compose document. */
final class ComposeVolumes {
  private final Map<String, ComposeMap> volumes = new LinkedHashMap<>();

  /** Returns the key of the volume that a claim is, named on this host as the claim is. */
  String claim(String name, Place place) {
    volumes.computeIfAbsent(name, any -> new ComposeMap(place).text("name", name));
    return name;
  }

  /** Returns the key of the volume that an empty directory of a pod is. */
  String emptyDirectory(Pod pod, String name, Place place) {
    String key = pod.name() + "." + name;
    volumes.computeIfAbsent(
        key,
        any ->
            new ComposeMap(place)
                .put("labels", new ComposeMap(place).text(VolumeLabels.EMPTY_DIRECTORY, name)));
    return key;
  }

  void addTo(ComposeMap document, Place place) {
    ComposeMap map = new ComposeMap(place);
    volumes.forEach(map::put);
    document.unlessEmpty("volumes", map);
  }
}
