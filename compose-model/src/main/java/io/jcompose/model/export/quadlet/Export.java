package io.jcompose.model.export.quadlet;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.InfraPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all files of one project are made of, and what is made besides units.
 *
 * @param beside the files that stand beside units, by name
 */
record Export(
    Project project,
    PodPlan plan,
    QuadletOptions options,
    QuadletNames names,
    Notes notes,
    Map<String, QuadletFile> beside) {
  /** In {@code /etc}, or for a user in {@code ~/.config}: what systemd has for {@code %E}. */
  private static final String USUAL_DIRECTORY = "%E/containers/systemd";

  static Export of(Project project, PodPlan plan, QuadletOptions options) {
    return new Export(
        project, plan, options, new QuadletNames(plan), new Notes(), new LinkedHashMap<>());
  }

  Service service(ContainerPlan container) {
    Service service = project.services().get(container.service());
    if (service == null) {
      throw new IllegalArgumentException("the project has no service " + container.service());
    }
    return service;
  }

  /** Returns the pod that services share, if they do. */
  Optional<InfraPlan> sharedPod() {
    return plan.pods().stream().filter(InfraPlan::isShared).findFirst();
  }

  boolean isInSharedPod(ContainerPlan container) {
    return plan.pod(container.pod()).isShared();
  }

  /** Returns the containers in the pod that services share. */
  List<ContainerPlan> members() {
    return plan.containers().stream().filter(this::isInSharedPod).toList();
  }

  /** Puts a file beside the units; the same file may be put there by several. */
  void putBeside(String name, String text) {
    beside.put(name, new QuadletFile(name, text, true));
  }

  /**
   * Returns where a file beside the units is, as a word of a command line: Quadlet makes such paths
   * absolute in a few of its own settings only.
   */
  String wordForPathBeside(String name) {
    return options
        .directory()
        .map(directory -> QuadletText.word(directory + "/" + name))
        .orElse(USUAL_DIRECTORY + "/" + name);
  }

  /** Returns the same for a setting that is read to the end of its line. */
  String pathBeside(String name) {
    return options
        .directory()
        .map(directory -> QuadletText.escaped(directory + "/" + name))
        .orElse(USUAL_DIRECTORY + "/" + name);
  }

  /** Returns what starts units at boot. */
  String wantedBy() {
    return options.user() ? "default.target" : "multi-user.target";
  }

  List<QuadletFile> filesBeside() {
    return new ArrayList<>(beside.values());
  }
}
