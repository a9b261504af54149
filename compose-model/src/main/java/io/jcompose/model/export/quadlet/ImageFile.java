package io.jcompose.model.export.quadlet;

import io.jcompose.model.project.Service;
import io.jcompose.model.value.PullPolicy;
import java.util.List;

/** The {@code .image} file of a service: its image is fetched in another way than usual. */
final class ImageFile {
  private final Export export;

  ImageFile(Export export) {
    this.export = export;
  }

  /** Returns whether {@code Image=} of the container does not say it all. */
  static boolean isNeeded(Service service) {
    boolean fetched =
        service.source().pullPolicy().filter(it -> it.kind() == PullPolicy.Kind.NEVER).isEmpty();
    return service.source().platform().isPresent()
        && service.source().build().isEmpty()
        && service.image().filter(image -> image.isName()).isPresent()
        && fetched;
  }

  QuadletFile file(Service service) {
    Draft draft = new Draft("Image", List.of("services", service.name().value()), export.notes());
    draft
        .unit()
        .set("Description", "Image of " + service.name() + " of " + export.plan().project());
    draft.line("Image", ImageNames.full(service.image().orElseThrow()), "image");
    String[] platform = service.source().platform().orElse("").split("/", 3);
    String[] keys = {"OS", "Arch", "Variant"};
    for (int i = 0; i < platform.length; i++) {
      draft.line(keys[i], platform[i], "platform");
    }
    draft.service().set("TimeoutStartSec", "900");
    return new QuadletFile(
        export.names().of(service.name().value()) + ".image", draft.text(""), false);
  }
}
