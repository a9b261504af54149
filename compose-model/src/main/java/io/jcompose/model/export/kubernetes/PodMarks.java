package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labels and annotations of pods: the file's own, and what only jcompose reads, so that it runs the
 * same stack again on one host.
 */
final class PodMarks {
  /** Whom a pod waits for, and until when: nothing of Kubernetes says it. */
  static final String DEPENDS_ON = "jcompose.io/depends-on";

  /** The users of containers, where they are written as names. */
  static final String USERS = "jcompose.io/users";

  private final Export export;
  private final PodGroup group;

  PodMarks(Export export, PodGroup group) {
    this.export = export;
    this.group = group;
  }

  ObjectMeta metadata() {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setLabels(export.labels().all(group.name()));
    Marks marks = new Marks(metadata);
    for (Service service : group.members()) {
      Set<String> left = new TreeSet<>(marks.add(service.labels()).keySet());
      service
          .annotations()
          .forEach(
              (key, value) -> {
                if (Labels.isKey(key)) {
                  marks.annotate(key, value);
                } else {
                  left.add(key);
                }
              });
      if (!left.isEmpty()) {
        export
            .remarks()
            .about(
                service.name(),
                "labels",
                String.join(", ", left) + ": no keys that a cluster takes, so they are left out",
                "");
      }
    }
    Map<String, Object> needs = needs();
    if (!needs.isEmpty()) {
      marks.annotate(DEPENDS_ON, export.text().json(needs));
    }
    Map<String, String> users = users();
    if (!users.isEmpty()) {
      marks.annotate(USERS, export.text().json(users));
    }
    return metadata;
  }

  private Map<String, Object> needs() {
    Map<String, Object> needs = new LinkedHashMap<>();
    for (Service service : group.members()) {
      for (Dependency dependency : service.dependencies()) {
        boolean here = export.project().services().containsKey(dependency.service());
        if (here && !group.has(dependency.service())) {
          Map<String, Object> how = new LinkedHashMap<>();
          how.put("condition", dependency.condition().toString());
          how.put("required", dependency.required());
          needs.put(ResourceNames.of(dependency.service()), how);
        }
      }
    }
    if (!needs.isEmpty()) {
      export
          .remarks()
          .once(
              group.lead().name(),
              "depends_on",
              "pods of a cluster do not wait for each other: those that come too early fail, and"
                  + " are started again until it works; 'jcompose kube play' waits",
              "let programs try again until what they need is there");
    }
    return needs;
  }

  private Map<String, String> users() {
    Map<String, String> users = new LinkedHashMap<>();
    for (Service service : group.members()) {
      service
          .process()
          .user()
          .filter(PodMarks::isName)
          .ifPresent(user -> users.put(ResourceNames.of(service.name()), user));
      List<Hooks.PreStart> hooks = new ArrayList<>(service.hooks().preStart());
      for (int i = 0; i < hooks.size(); i++) {
        String container = InitContainers.name(service, i + 1);
        InitContainers.user(service, hooks.get(i))
            .filter(PodMarks::isName)
            .ifPresent(user -> users.put(container, user));
      }
    }
    return users;
  }

  private static boolean isName(String user) {
    return !user.isEmpty() && !SecurityContexts.isNumeric(user);
  }
}
