package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles.Logout;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code jcompose logout}. */
final class LogoutCommand implements Runnable {
  /** The registry of whoever names none. */
  static final String DEFAULT = "docker.io";

  private final Tools tools;
  private final Flag all;
  private final Supplier<Optional<String>> registry;

  LogoutCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Forget the credentials for a registry.");
    all = syntax.flag("-a, --all", "Forget those for all registries.");
    registry =
        syntax.optionalArgument("REGISTRY", "As it was given to login; docker.io by default.");
  }

  @Override
  public void run() {
    if (all.isSet() && registry.get().isPresent()) {
      throw new UsageFailure("--all and a registry do not go together", "leave one of them out");
    }
    AuthenticationFiles logins = tools.registries().get().logins();
    if (all.isSet()) {
      logins.logoutOfAll();
      tools.console().line("Removed login credentials for all registries");
      return;
    }
    String name = registry.get().orElse(DEFAULT);
    Logout logout = logins.logout(name);
    if (!logout.removed()) {
      throw notLoggedIn(name, logout);
    }
    tools.console().line("Removed login credentials for " + name);
    logout
        .elsewhere()
        .forEach(
            file ->
                tools
                    .console()
                    .errorLine(
                        "jcompose: warning: " + file + " still has credentials for " + name));
  }

  private static CommandFailure notLoggedIn(String name, Logout logout) {
    return new CommandFailure(
        "there is no login at " + name + " to be forgotten",
        logout.elsewhere().isEmpty()
            ? "name the registry as it was given to 'jcompose login'"
            : "another program keeps credentials in "
                + logout.elsewhere().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ": log out with that, such as 'docker logout "
                + name
                + "'");
  }
}
