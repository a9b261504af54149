package io.jcompose.model.export.systemd;

import io.jcompose.model.export.unit.UnitQuoting;
import io.jcompose.model.export.unit.UnitText;
import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.project.Mount;
import io.jcompose.model.value.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the units of one plan have in common. */
final class UnitParts {
  private static final String NAME = "--project-name";
  private static final String NETWORK = "network-online.target";

  private final PodPlan plan;
  private final UnitOptions options;

  UnitParts(PodPlan plan, UnitOptions options) {
    this.plan = plan;
    this.options = options;
  }

  /** Begins a unit, up to what it waits for on the host. */
  UnitText begun(String description) {
    UnitText text =
        new UnitText()
            .comment(
                "Made by jcompose of the files named below; what these say is read at each start.");
    return UnitMark.write(text, plan)
        .section("Unit")
        .set("Description", UnitQuoting.line(description));
  }

  /** Adds what the host must have: the network, and the file systems of what is mounted. */
  void addHost(UnitText unit) {
    List<String> wants = new ArrayList<>(options.wants());
    List<String> after = new ArrayList<>(options.after());
    if (!options.user()) { // the manager of a user knows no units of the network
      wants.add(NETWORK);
      after.add(NETWORK);
    }
    // --requires alone would start both at once; podman users expect an order
    after.addAll(options.requires());
    unit.list("Wants", wants).list("After", after).list("Requires", options.requires());
    List<String> unsaid = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    hostPaths()
        .forEach(
            path ->
                UnitQuoting.mountPath(path).ifPresentOrElse(paths::add, () -> unsaid.add(path)));
    unit.list("RequiresMountsFor", paths);
    unsaid.forEach(path -> unit.comment("RequiresMountsFor= cannot name " + path));
  }

  private Stream<String> hostPaths() {
    return Stream.concat(
        Stream.concat(Stream.of(plan.projectDirectory()), plan.files().stream()),
        plan.containers().stream().flatMap(UnitParts::bindSources));
  }

  private static Stream<String> bindSources(ContainerPlan container) {
    return container.mounts().stream()
        .filter(Mount.Bind.class::isInstance)
        .map(mount -> ((Mount.Bind) mount).source());
  }

  /** Adds the variables of jcompose itself. */
  void addEnvironment(UnitText unit) {
    options
        .environment()
        .forEach((name, value) -> unit.set("Environment", UnitQuoting.assignment(name, value)));
  }

  /** Adds what keeps containers alive and apart, whatever becomes of the unit's own process. */
  void addKeeping(UnitText unit) {
    unit.comment("containers outlive a supervisor, whose successor adopts them: systemd is to end")
        .comment("the unit's own process only, and to leave the control groups below it alone")
        .set("KillMode", "process")
        .set("Delegate", "yes")
        .comment("a process that the kernel ends for want of memory takes no other with it")
        .set("OOMPolicy", "continue")
        .comment("keys of the kernel that belong to other services are out of reach")
        .set("KeyringMode", "private");
    // No other hardening: what systemd does to a unit, its containers inherit.
    // - ProtectSystem=, ProtectHome=, PrivateTmp=, PrivateDevices=, ProtectKernelTunables= and
    // their
    //   like give the unit mounts of its own: binds would show another /tmp or /home, and the
    //   namespaces pinned in the run directory would be seen by no other command.
    // - NoNewPrivileges= takes sudo and ping from containers; RestrictSUIDSGID= breaks unpacking.
    // - SystemCallFilter=, RestrictNamespaces=, RestrictAddressFamilies=, LockPersonality=,
    //   ProtectClock= are filters that containers could not loosen by 'cap_add' or 'privileged';
    //   each container has a filter of its own.
    // - MemoryDenyWriteExecute= ends every JVM.
    // - CapabilityBoundingSet= would bound what files may give containers.
  }

  /** Adds what the unit is started with at boot. */
  void addInstallation(UnitText unit) {
    unit.section("Install")
        .set("WantedBy", options.user() ? "default.target" : "multi-user.target");
  }

  /** Returns a command line that reads the files. */
  String onFiles(String... command) {
    List<String> words = new ArrayList<>();
    plan.files().forEach(file -> words.addAll(List.of("--file", UnitQuoting.argument(file))));
    words.add("--project-directory");
    words.add(UnitQuoting.argument(plan.projectDirectory()));
    options.projectWords().forEach(word -> words.add(UnitQuoting.argument(word)));
    words.addAll(name());
    Stream.of(command).map(UnitQuoting::argument).forEach(words::add);
    return UnitQuoting.command(options.program(), words);
  }

  /** Returns a command line about what is there, which reads no file. */
  String onProject(String... command) {
    List<String> words = new ArrayList<>(name());
    Stream.of(command).map(UnitQuoting::argument).forEach(words::add);
    return UnitQuoting.command(options.program(), words);
  }

  private List<String> name() {
    String project = plan.project().value();
    return List.of(
        NAME,
        options.template()
            ? UnitQuoting.argument(project + "-", "%i")
            : UnitQuoting.argument(project));
  }

  /** Returns the project's name in a description. */
  String described() {
    return plan.project().value();
  }

  String startTimeout(Set<ServiceName> services) {
    return seconds(options.startTimeout(), new WaitTimes(plan).start(services));
  }

  String stopTimeout(Set<ServiceName> services) {
    return seconds(options.stopTimeout(), new WaitTimes(plan).stop(services));
  }

  private static String seconds(Optional<Duration> given, Duration counted) {
    Duration time = given.orElse(counted);
    long whole = time.toSeconds() + (time.toNanosPart() > 0 ? 1 : 0);
    return Long.toString(whole);
  }
}
