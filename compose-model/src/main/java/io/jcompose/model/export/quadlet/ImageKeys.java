package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.ImageSource;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import java.util.Optional;

/** Which image, and how it comes. */
final class ImageKeys {
  private static final String PULL = "Pull";

  private final Export export;
  private final ContainerPlan container;
  private final Draft draft;

  ImageKeys(Export export, ContainerPlan container, Draft draft) {
    this.export = export;
    this.container = container;
    this.draft = draft;
  }

  void add() {
    Service service = export.service(container);
    ImageReference image = container.image();
    boolean own = service.image().filter(image::equals).isPresent();
    String stem = export.names().of(service.name().value());
    if (image.rootfs().isPresent()) {
      draft.line("Rootfs", image.rootfs().get() + ":O", "image");
    } else if (own && service.source().build().isPresent()) {
      draft.plain("Image", stem + ".build");
    } else if (own && ImageFile.isNeeded(service)) {
      draft.plain("Image", stem + ".image");
    } else {
      draft.line("Image", ImageNames.full(image), "image");
      pull(service.source());
    }
  }

  private void pull(ImageSource source) {
    Optional<PullPolicy> policy = source.pullPolicy();
    if (policy.isEmpty()) {
      return;
    }
    switch (policy.get().kind()) {
      case ALWAYS -> draft.plain(PULL, "always");
      case NEVER -> draft.plain(PULL, "never");
      case REFRESH -> draft.plain(PULL, "newer");
      case WHEN_OLDER -> {
        draft.plain(PULL, "newer");
        draft.unsaid(
            "podman has no such interval: it asks the registry at each start", "pull_policy");
      }
      case MISSING, BUILD -> {}
    }
  }
}
