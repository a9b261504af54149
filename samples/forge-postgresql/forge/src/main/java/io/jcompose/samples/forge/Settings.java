package io.jcompose.samples.forge;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the forge takes from its surroundings.
 *
 * @param port to listen on, on every address; 0 for any free one
 * @param repositories the directory that holds the repositories; made if missing
 * @param databaseUrl as JDBC writes it
 * @param admin the name of the account that is made if there is none of that name yet
 * @param adminPassword the password it gets then
 */
public record Settings(
    int port,
    Path repositories,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    AccountName admin,
    String adminPassword) {

  /**
   * Returns the settings that {@code environment} holds.
   *
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  public static Settings of(Map<String, String> environment) {
    String port = environment.getOrDefault("FORGE_PORT", "3000");
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException("FORGE_PORT is not a port: '" + port + "'");
    }
    return new Settings(
        Integer.parseInt(port),
        Path.of(required(environment, "FORGE_REPOSITORIES")),
        required(environment, "FORGE_DATABASE_URL"),
        required(environment, "FORGE_DATABASE_USER"),
        required(environment, "FORGE_DATABASE_PASSWORD"),
        new AccountName(required(environment, "FORGE_ADMIN")),
        required(environment, "FORGE_ADMIN_PASSWORD"));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("set " + name + " in the environment");
    }
    return value;
  }

  /** Leaves the passwords out. */
  @Override
  public String toString() {
    return "Settings[port=" + port + ", repositories=" + repositories + ", " + databaseUrl + "]";
  }
}
