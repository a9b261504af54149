package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import io.jcompose.runtime.image.registry.Credentials.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code jcompose login}. */
final class LoginCommand implements Runnable {
  private static final int LONGEST_PASSWORD = 1 << 16;

  private final Tools tools;
  private final Supplier<Optional<String>> user;
  private final Flag fromInput;
  private final Supplier<Optional<String>> onCommandLine;
  private final Supplier<Optional<String>> registry;

  LoginCommand(Tools tools, Syntax syntax) {
    this.tools = tools;
    syntax.describe("Keep the credentials for a registry, for jcompose, podman and others.");
    user = syntax.option("-u, --username=USER", "The user's name there.").optional();
    fromInput = syntax.flag("--password-stdin", "Read the password from standard input.");
    // docker has it; not to know it would end in a message that quotes the password
    onCommandLine = syntax.option("-p, --password=PASSWORD", "Refused.").hidden().optional();
    registry =
        syntax.optionalArgument(
            "REGISTRY", "The registry, or HOST/PATH for a part of it; docker.io by default.");
  }

  @Override
  public void run() {
    if (onCommandLine.get().isPresent()) {
      throw new UsageFailure(
          "a password on a command line can be read by everybody on this host",
          "give it on standard input: 'jcompose login -u USER --password-stdin REGISTRY < FILE'");
    }
    String name = registry.get().orElse(LogoutCommand.DEFAULT);
    Password password = fromInput.isSet() ? piped() : typed();
    RegistryAccess registries = tools.registries().get();
    boolean checked =
        registries.check().accepts(registries.configuration().get().repository(name), password);
    String place = registries.logins().login(name, password);
    if (checked) {
      tools.console().line("Login Succeeded");
    } else {
      tools
          .console()
          .errorLine(
              "jcompose: warning: " + name + " was not asked whether it takes this password");
    }
    tools.console().line("Credentials for " + name + " are kept in " + place);
  }

  private Password piped() {
    String name =
        user.get()
            .orElseThrow(
                () ->
                    new UsageFailure(
                        "--password-stdin without a user's name", "add '--username USER'"));
    try {
      byte[] content = tools.console().in().readNBytes(LONGEST_PASSWORD);
      String text = new String(content, StandardCharsets.UTF_8);
      return password(name, text.replaceFirst("\\r?\\n$", ""));
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read the password: " + e.getMessage(), "give it on standard input", e);
    }
  }

  private Password typed() {
    if (!tools.console().facts().in()) {
      throw new UsageFailure(
          "standard input is no terminal to ask for the password at",
          "give it there: 'jcompose login -u USER --password-stdin REGISTRY < FILE'");
    }
    String name = user.get().orElseGet(() -> tools.console().ask("Username: ").orElse(""));
    if (name.isEmpty()) {
      throw new CommandFailure("no user's name was given", "add '--username USER'");
    }
    String typed =
        tools
            .registries()
            .get()
            .typing()
            .during(() -> tools.console().ask("Password: ").orElse(""));
    tools.console().errorLine(""); // the line's end was not shown either
    return password(name, typed);
  }

  private static Password password(String user, String password) {
    if (password.isEmpty()) {
      throw new CommandFailure("the password is empty", "give the password of '" + user + "'");
    }
    return new Password(user, password);
  }
}
