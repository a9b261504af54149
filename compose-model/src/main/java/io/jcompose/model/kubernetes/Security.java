package io.jcompose.model.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** {@code securityContext} of a pod and of a container, which comes first. */
final class Security {
  private static final String USERS = "jcompose.io/users";

  private final Pod pod;
  private final Predicate<String> honours;

  Security(Pod pod, Predicate<String> honours) {
    this.pod = pod;
    this.honours = honours;
  }

  void addTo(ComposeMap service, Element container) {
    Element own = container.get("securityContext").orElse(container);
    addUser(service, container, own);
    own.get("capabilities")
        .ifPresent(
            capabilities -> {
              addCapabilities(service, "cap_add", capabilities.items("add"));
              addCapabilities(service, "cap_drop", capabilities.items("drop"));
            });
    if (own.flag("readOnlyRootFilesystem")) {
      service.bare("read_only", true);
    }
    own.get("privileged")
        .filter(flag -> flag.text().equals(Optional.of("true")))
        .ifPresent(flag -> service.bare("privileged", flag.place(), true));
    own.get("procMount")
        .filter(kind -> kind.text().equals(Optional.of("Unmasked")))
        .ifPresent(kind -> kind.warning("/proc stays masked", "remove it"));
    addOptions(service, own);
    addGroups(service);
  }

  private Optional<Element> setting(Element own, String key) {
    return own.get(key).or(() -> pod.spec().at("securityContext", key));
  }

  /** Returns the user that a container has by name, for which Kubernetes has numbers only. */
  private Optional<String> name(Element container) {
    return pod.template()
        .at("metadata", "annotations", USERS)
        .flatMap(annotation -> AnnotationText.object(annotation, "{\"web\": \"www-data\"}"))
        .flatMap(users -> users.text(container.text("name").orElse("")));
  }

  private void addUser(ComposeMap service, Element container, Element own) {
    Optional<Element> user = setting(own, "runAsUser");
    Optional<Element> group = setting(own, "runAsGroup");
    Optional<Element> notRoot =
        setting(own, "runAsNonRoot").filter(flag -> flag.text().equals(Optional.of("true")));
    OptionalInt number = user.map(Element::whole).orElse(OptionalInt.empty());
    if (notRoot.isPresent() && number.orElse(1) == 0) {
      user.get().problem("user 0 is root, and 'runAsNonRoot' is set", "choose another number");
    } else if (notRoot.isPresent() && user.isEmpty()) {
      notRoot.get().warning("the user of the image is not looked at", "give 'runAsUser'");
    }
    Optional<String> named = name(container);
    if (named.isPresent()) {
      service.text("user", container.place(), named.get());
      return;
    }
    String text = user.flatMap(Element::text).orElse("0");
    if (user.isPresent() || group.isPresent()) {
      service.text(
          "user",
          user.or(() -> group).get().place(),
          text + group.flatMap(Element::text).map(known -> ":" + known).orElse(""));
    }
  }

  private static void addCapabilities(ComposeMap service, String key, List<Element> names) {
    service.list(
        key,
        names.stream().map(name -> ComposeMap.text(name.place(), name.text().orElse(""))).toList());
  }

  private void addOptions(ComposeMap service, Element own) {
    List<String> options = new ArrayList<>();
    own.get("allowPrivilegeEscalation")
        .filter(flag -> flag.text().equals(Optional.of("false")))
        .ifPresent(
            flag -> {
              if (honours.test("services.*.security_opt")) {
                options.add("no-new-privileges:true");
              } else {
                flag.warning("programs that set the user id keep working: not honoured yet", "");
              }
            });
    Optional<Element> profile = setting(own, "seccompProfile");
    String type = profile.flatMap(each -> each.text("type")).orElse("RuntimeDefault");
    if (type.equals("Unconfined")) {
      options.add("seccomp=unconfined");
    } else if (type.equals("Localhost")) {
      options.add("seccomp=" + profile.flatMap(each -> each.text("localhostProfile")).orElse(""));
    }
    if (!options.isEmpty()) {
      service.texts("security_opt", profile.orElse(own).place(), options);
    }
  }

  private void addGroups(ComposeMap service) {
    List<Element> groups = new ArrayList<>();
    pod.spec()
        .get("securityContext")
        .ifPresent(context -> groups.addAll(context.items("supplementalGroups")));
    pod.spec().at("securityContext", "fsGroup").ifPresent(groups::add);
    if (groups.isEmpty()) {
      return;
    }
    if (honours.test("services.*.group_add")) {
      service.list(
          "group_add",
          groups.stream()
              .map(group -> ComposeMap.text(group.place(), group.text().orElse("")))
              .toList());
    } else {
      groups.forEach(
          group ->
              group.warning(
                  "programs are not in this group: not honoured yet",
                  "let 'runAsGroup' be that group"));
    }
  }
}
