package io.jcompose.cli.command;

import io.jcompose.cli.output.Console;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.runtime.image.registry.configuration.LoginCheck;
import io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.function.Supplier;

/**
 * What commands need to know of registries.
 *
 * @param configuration which registry is meant, and how it is spoken to; reads it anew
 * @param logins who this user is at registries
 * @param check asks a registry about credentials before they are kept
 * @param typing how secrets are typed
 */
public record RegistryAccess(
    Supplier<RegistriesConfiguration> configuration,
    AuthenticationFiles logins,
    LoginCheck check,
    HiddenTyping typing) {

  /**
   * Shows on standard error what in the files about registries means nothing to jcompose.
   *
   * @throws RuntimeFailure if they cannot be used at all
   */
  void showWarnings(Console console) {
    configuration
        .get()
        .warnings()
        .forEach(warning -> console.errorLine("jcompose: warning: " + warning));
  }

  /** Keeps the terminal from showing what is typed while something is read. */
  @FunctionalInterface
  public interface HiddenTyping {
    /** Returns what {@code reading} returns. */
    String during(Supplier<String> reading);
  }
}
