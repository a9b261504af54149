package io.jcompose.model.export.kubernetes;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Deploy;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;

/** What all parts of one export work with. */
record Export(
    ManifestSource source,
    ManifestOptions options,
    Remarks remarks,
    ResourceNames names,
    Labels labels,
    ManifestText text) {

  static Export of(ManifestSource source, ManifestOptions options) {
    Remarks remarks = new Remarks(source.places());
    return new Export(
        source,
        options,
        remarks,
        new ResourceNames(remarks),
        new Labels(source.project(), options),
        new ManifestText());
  }

  Project project() {
    return source.project();
  }

  /** Returns what the image of a service says, as far as it is known. */
  ImageConfig image(Service service) {
    return service.image().flatMap(source.images()::find).orElse(ImageConfig.EMPTY);
  }

  /** Returns how often a service is to be there. */
  int replicas(Service service) {
    Integer asked = options.replicas().get(service.name());
    if (asked != null) {
      return asked;
    }
    return service
        .deployment()
        .scale()
        .orElseGet(
            () ->
                service.deployment().deploy().stream()
                    .map(Deploy::replicas)
                    .flatMapToInt(replicas -> replicas.stream())
                    .findFirst()
                    .orElse(1));
  }
}
