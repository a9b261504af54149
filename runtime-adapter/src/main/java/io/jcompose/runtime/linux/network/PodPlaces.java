package io.jcompose.runtime.linux.network;

import io.jcompose.model.plan.AttachmentPlan;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.NetworkName;
import io.jcompose.model.value.ProjectName;
import java.util.List;
import java.util.Optional;

/**
 * What one pod has of the networks of this host.
 *
 * @param pin where its namespace was pinned last; recorded for cables between two pods
 * @param leaving places that it is asked for no longer, but may have in the kernel
 * @param published what may be in the firewall for it
 */
record PodPlaces(
    int version,
    ProjectName project,
    ContainerName infra,
    Optional<String> pin,
    List<Place> places,
    List<PodLink> leaving,
    List<Redirection> published) {
  static final int VERSION = 1;

  PodPlaces {
    places = List.copyOf(places);
    leaving = List.copyOf(leaving);
    published = List.copyOf(published);
  }

  /** A place, and what was asked for. */
  record Place(AttachmentPlan plan, PodLink link) {}

  /** Returns what a pod has that has nothing yet. */
  static PodPlaces none(PodKey pod) {
    return new PodPlaces(
        VERSION, pod.project(), pod.infra(), Optional.empty(), List.of(), List.of(), List.of());
  }

  PodKey pod() {
    return new PodKey(project, infra);
  }

  Optional<Place> place(NetworkName network) {
    return places.stream().filter(place -> place.link().network().equals(network)).findFirst();
  }

  List<PodLink> links() {
    return places.stream().map(Place::link).toList();
  }

  PodPlaces withPlaces(List<Place> changed, List<PodLink> changedLeaving) {
    return new PodPlaces(version, project, infra, pin, changed, changedLeaving, published);
  }

  PodPlaces withPin(String changed) {
    return new PodPlaces(version, project, infra, Optional.of(changed), places, leaving, published);
  }

  PodPlaces withPublished(List<Redirection> changed) {
    return new PodPlaces(version, project, infra, pin, places, leaving, changed);
  }
}
