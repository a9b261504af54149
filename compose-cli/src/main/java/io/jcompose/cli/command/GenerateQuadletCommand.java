package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.model.error.InvalidComposeFileException;
import io.jcompose.model.error.Problem;
import io.jcompose.model.export.kubernetes.KubernetesManifests;
import io.jcompose.model.export.kubernetes.ManifestOptions;
import io.jcompose.model.export.kubernetes.ManifestSet;
import io.jcompose.model.export.kubernetes.ManifestSource;
import io.jcompose.model.export.kubernetes.WorkloadKind;
import io.jcompose.model.export.quadlet.QuadletExport;
import io.jcompose.model.export.quadlet.QuadletFiles;
import io.jcompose.model.export.quadlet.QuadletOptions;
import io.jcompose.model.export.quadlet.Remark;
import io.jcompose.model.load.LoadedProject;
import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.Planner;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code jcompose generate quadlet}. */
final class GenerateQuadletCommand implements Runnable {
  private final Tools tools;
  private final UnitOutput output;
  private final Flag user;
  private final Flag kube;

  GenerateQuadletCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Write files of which podman's Quadlet makes units of systemd.");
    output = new UnitOutput(tools, syntax);
    user = syntax.flag("--user", "Files for a user's podman, not the system's.");
    kube =
        syntax.flag(
            "--kube",
            "One .kube file and a manifest that podman plays, as 'generate kube' has it.");
  }

  @Override
  public void run() {
    LoadedProject loaded = tools.projects().loadForOthers();
    Project project = tools.projects().named(loaded.project(), loaded.variables());
    ContentFacts contents = new PodmanContents(tools.projects().contents());
    PodPlan plan =
        new Planner(new KnownImages(tools.runtime()), contents)
            .plan(QuadletFiles.plannable(project));
    QuadletOptions options =
        new QuadletOptions(user.isSet(), output.directory().map(Path::toString));
    QuadletExport export =
        kube.isSet()
            ? manifest(loaded, project, plan, options)
            : QuadletFiles.of(project, plan, options);
    if (!export.faults().isEmpty()) {
      throw new InvalidComposeFileException(
          export.faults().stream().map(fault -> problem(loaded, fault)).toList());
    }
    export.unsaid().forEach(remark -> warn(problem(loaded, remark)));
    output.put(
        export.files().stream()
            .map(file -> new UnitOutput.Written(file.name(), file.text(), file.confidential()))
            .toList());
  }

  /** Podman plays pods and jobs; what keeps a number of them alive in a cluster is systemd here. */
  private QuadletExport manifest(
      LoadedProject loaded, Project project, PodPlan plan, QuadletOptions options) {
    ManifestSet manifests =
        KubernetesManifests.of(
            new ManifestSource(
                project,
                new KnownImages(tools.runtime()),
                tools.projects().contents(),
                loaded::place),
            new ManifestOptions(
                Optional.of(WorkloadKind.POD),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                ManifestOptions.USUAL_VOLUME_SIZE,
                Map.of()));
    manifests.warnings().forEach(this::warn);
    return QuadletFiles.ofManifest(
        project, plan, options, manifests.text(), manifests.holdsSecrets());
  }

  private void warn(Problem warning) {
    tools.console().errorLine("warning: " + warning);
  }

  private static Problem problem(LoadedProject loaded, Remark remark) {
    return new Problem(
        loaded.place(remark.path().toArray(String[]::new)),
        String.join(".", remark.path()),
        remark.message(),
        "");
  }
}
