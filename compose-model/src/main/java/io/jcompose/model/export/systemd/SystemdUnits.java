package io.jcompose.model.export.systemd;

import io.jcompose.model.export.systemd.UnitOptions.Restart;
import io.jcompose.model.export.unit.UnitFile;
import io.jcompose.model.export.unit.UnitName;
import io.jcompose.model.export.unit.UnitQuoting;
import io.jcompose.model.plan.PodPlan;
import io.jcompose.model.value.ServiceName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Door of the package: writes units. Nothing of a service's environment stands in them, and no
 * content of a secret: the Compose files are read at each start.
 */
public final class SystemdUnits {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What systemd refuses where a unit is done with its commands as soon as they are. */
  private static final Set<Restart> ENDLESS = EnumSet.of(Restart.ALWAYS, Restart.ON_SUCCESS);

  private SystemdUnits() {}

  /**
   * Returns the units of a project: one, or with {@link UnitOptions#perService} one for what the
   * services share, one for their supervisor and one for each service, in dependency order. Equal
   * arguments make equal texts.
   *
   * @throws IllegalArgumentException if {@link #faults} finds any
   */
  public static List<UnitFile> of(PodPlan plan, UnitOptions options) {
    List<String> faults = faults(plan, options);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return options.perService()
        ? new ServiceUnits(plan, options).files()
        : List.of(new ProjectUnit(plan, options).file());
  }

  /**
   * Returns the project that a unit was written for; empty if its text is none of ours. For a
   * template it is what names of projects begin with.
   */
  public static Optional<String> projectOf(String text) {
    return UnitMark.projectOf(text);
  }

  /** Returns everything for which systemd would refuse the units, a clause each; empty if none. */
  public static List<String> faults(PodPlan plan, UnitOptions options) {
    List<String> faults = new ArrayList<>();
    faultOfProgram(options).ifPresent(faults::add);
    faultsOfNames(plan, options, faults);
    if (options.perService() && ENDLESS.contains(options.restart())) {
      faults.add(
          "--restart-policy: systemd takes '"
              + options.restart()
              + "' for the one unit of a project only: those of services have no process that ends");
    }
    faultsOfMentions("--wants", options.wants(), faults);
    faultsOfMentions("--after", options.after(), faults);
    faultsOfMentions("--requires", options.requires(), faults);
    options.environment().keySet().stream()
        .filter(name -> !VARIABLE.matcher(name).matches())
        .map(name -> "--env: '" + name + "' is no name of a variable")
        .forEach(faults::add);
    options.environment().entrySet().stream()
        .filter(variable -> variable.getValue().chars().anyMatch(SystemdUnits::isRefused))
        .map(
            variable ->
                "--env: systemd takes no control character but tab and newline in '"
                    + variable.getKey()
                    + "'")
        .forEach(faults::add);
    return List.copyOf(faults);
  }

  private static boolean isRefused(int letter) {
    boolean control = letter < ' ' || letter == 0x7f;
    return control && letter != '\t' && letter != '\n';
  }

  private static Optional<String> faultOfProgram(UnitOptions options) {
    String program = options.program().get(0);
    return UnitQuoting.faultOfProgram(program)
        .map(fault -> "units cannot start '" + program + "': " + fault);
  }

  private static void faultsOfNames(PodPlan plan, UnitOptions options, List<String> faults) {
    UnitNames names = new UnitNames(plan, options);
    int before = faults.size();
    faultOfPart("--prefix", options.prefix()).ifPresent(faults::add);
    faultOfPart("--separator", options.separator()).ifPresent(faults::add);
    options.name().flatMap(name -> faultOfPart("--name", name)).ifPresent(faults::add);
    if (faults.size() > before) {
      return;
    }
    Map<String, String> owners = new HashMap<>();
    note("the project", names.project(), owners, faults);
    if (options.perService()) {
      note("the project's supervisor", names.supervisor(), owners, faults);
      for (ServiceName service : ServiceUnits.services(plan)) {
        note("service '" + service + "'", names.service(service), owners, faults);
      }
    }
  }

  private static Optional<String> faultOfPart(String option, String text) {
    return text.contains("@")
        ? Optional.of(option + ": '@' would make a template of the unit; use --template for that")
        : Optional.empty();
  }

  private static void note(
      String owner, String unit, Map<String, String> owners, List<String> faults) {
    UnitName.fault(unit)
        .ifPresent(fault -> faults.add("unit '" + unit + "' of " + owner + ": " + fault));
    String other = owners.putIfAbsent(unit, owner);
    if (other != null) {
      faults.add("unit '" + unit + "' would stand for both " + other + " and " + owner);
    }
  }

  private static void faultsOfMentions(String option, List<String> units, List<String> faults) {
    units.stream()
        .map(
            unit ->
                UnitName.fault(unit)
                    .map(fault -> option + ": systemd knows no unit '" + unit + "': " + fault)
                    .orElse(null))
        .filter(Objects::nonNull)
        .forEach(faults::add);
  }
}
