package io.jcompose.cli.systemd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Door of the package: the systemd of this machine. */
public final class Systemd {
  private final Path root;
  private final Map<String, String> environment;
  private final String user;
  private final BooleanSupplier administrator;
  private final Function<UnitScope, UnitManager> managers;

  /**
   * Creates it; nothing is looked at yet.
   *
   * @param root the host's root directory
   * @param environment of this process
   * @param user the name of the user who calls
   * @param administrator whether that user is root
   * @param managers opens the way to a manager
   */
  public Systemd(
      Path root,
      Map<String, String> environment,
      String user,
      BooleanSupplier administrator,
      Function<UnitScope, UnitManager> managers) {
    this.root = root;
    this.environment = environment;
    this.user = user;
    this.administrator = administrator;
    this.managers = managers;
  }

  /**
   * Returns whether it is process 1.
   *
   * @see <a href="https://man7.org/linux/man-pages/man3/sd_booted.3.html">sd_booted(3)</a>
   */
  public boolean isRunning() {
    return Files.isDirectory(root.resolve("run/systemd/system"));
  }

  /** Returns whose units the caller means who does not say it. */
  public UnitScope usualScope() {
    return administrator.getAsBoolean() ? UnitScope.SYSTEM : UnitScope.USER;
  }

  /**
   * Returns the manager of a scope.
   *
   * @throws UnitFailure if systemd does not run this machine
   */
  public UnitManager manager(UnitScope scope) {
    if (!isRunning()) {
      throw new UnitFailure(
          "systemd does not run this machine: it is not process 1",
          "start the project with 'jcompose up -d'; 'jcompose generate systemd' writes units for"
              + " another machine");
    }
    return managers.apply(scope);
  }

  /** Returns the files of units that administrators, or users, have made. */
  public InstalledUnits units(UnitScope scope) {
    return new InstalledUnits(
        scope == UnitScope.SYSTEM
            ? root.resolve("etc/systemd/system")
            : configuration().resolve("systemd/user"));
  }

  private Path configuration() {
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .filter(path -> path.startsWith("/"))
        .map(Path::of)
        .orElseGet(this::usualConfiguration);
  }

  private Path usualConfiguration() {
    String home =
        Optional.ofNullable(environment.get("HOME"))
            .filter(path -> path.startsWith("/"))
            .orElseThrow(
                () ->
                    new UnitFailure(
                        "there is no telling where the user's units are: HOME is not set",
                        "set HOME, or XDG_CONFIG_HOME"));
    return Path.of(home).resolve(".config");
  }

  /** Returns the name of the user who calls. */
  public String user() {
    return user;
  }

  /**
   * Returns whether the manager of the user who calls runs from boot on, and not only while that
   * user is logged in.
   *
   * @see <a href="https://man7.org/linux/man-pages/man1/loginctl.1.html">loginctl(1),
   *     "enable-linger"</a>
   */
  public boolean lingers() {
    return Files.exists(root.resolve("var/lib/systemd/linger").resolve(user));
  }
}
