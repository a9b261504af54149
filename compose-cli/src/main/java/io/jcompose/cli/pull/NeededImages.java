package io.jcompose.cli.pull;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ImageReference;
import io.jcompose.model.value.PullPolicy;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The images that services of a project need: each once, in the order of the files. */
public final class NeededImages {
  private NeededImages() {}

  /**
   * Returns the images of services. A directory of the host ({@code rootfs:}) is none, and neither
   * is what a service builds or a provider runs.
   *
   * @param chosen services; none means all
   * @param withDependencies whether what they depend on is meant too
   */
  public static List<NeededImage> of(
      Project project, Set<ServiceName> chosen, boolean withDependencies, Policies policies) {
    return of(
        project, chosen, withDependencies, policies, service -> service.source().build().isEmpty());
  }

  /**
   * Returns the images that services build, and that the files give a name.
   *
   * @param chosen services; none means all
   * @param withDependencies whether what they depend on is meant too
   */
  public static List<NeededImage> built(
      Project project, Set<ServiceName> chosen, boolean withDependencies) {
    Policies never = new Policies(PullPolicy.Kind.NEVER, Optional.of(PullPolicy.Kind.NEVER));
    return of(
        project,
        chosen,
        withDependencies,
        never,
        service -> service.source().build().isPresent() && !isNameless(project, service));
  }

  /** Returns whether the image has but the name that is given to those without one. */
  private static boolean isNameless(Project project, Service service) {
    ImageReference given = ImageReference.ofService(project.name(), service.name());
    return service.image().filter(image -> !image.equals(given)).isEmpty();
  }

  private static List<NeededImage> of(
      Project project,
      Set<ServiceName> chosen,
      boolean withDependencies,
      Policies policies,
      Predicate<Service> meant) {
    Map<String, NeededImage> needed = new LinkedHashMap<>();
    for (ServiceName name : selected(project, chosen, withDependencies)) {
      Service service = project.services().get(name);
      if (service != null && meant.test(service)) {
        images(service)
            .filter(image -> image.rootfs().isEmpty())
            .map(image -> needed(service, image, policies))
            .forEach(
                image ->
                    needed.merge(image.image() + " " + image.platform(), image, NeededImage::and));
      }
    }
    return List.copyOf(needed.values());
  }

  /**
   * When images are fetched.
   *
   * @param usual where the files do not say it
   * @param forced whatever the files say
   */
  public record Policies(PullPolicy.Kind usual, Optional<PullPolicy.Kind> forced) {
    PullPolicy of(Service service) {
      return forced
          .map(kind -> new PullPolicy(kind, Optional.empty()))
          .or(() -> service.source().pullPolicy())
          .orElseGet(() -> new PullPolicy(usual, Optional.empty()));
    }
  }

  private static NeededImage needed(Service service, ImageReference image, Policies policies) {
    return new NeededImage(
        image, service.source().platform(), policies.of(service), Set.of(service.name()));
  }

  private static Stream<ImageReference> images(Service service) {
    return Stream.concat(
        service.image().stream(),
        service.hooks().preStart().stream().map(Hooks.PreStart::image).flatMap(Optional::stream));
  }

  private static Collection<ServiceName> selected(
      Project project, Set<ServiceName> chosen, boolean withDependencies) {
    if (chosen.isEmpty()) {
      return project.services().keySet();
    }
    Set<ServiceName> selected = new LinkedHashSet<>();
    Deque<ServiceName> open = new ArrayDeque<>(chosen);
    while (!open.isEmpty()) {
      ServiceName name = open.pop();
      Service service = project.services().get(name);
      if (service != null && selected.add(name) && withDependencies) {
        service.dependencies().stream().map(Dependency::service).forEach(open::push);
      }
    }
    return selected;
  }
}
