package io.jcompose.model.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user asks to be loaded: options of the command line, environment and working directory.
 *
 * @param workingDirectory absolute; where discovery starts and what relative options are relative
 *     to
 * @param environment the shell's variables; they win over {@code .env}
 * @param files {@code -f}, in order; {@code -} is the standard input. None means {@code
 *     COMPOSE_FILE}, else discovery from the working directory upwards
 * @param projectName {@code -p}; must be a legal name as it stands
 * @param projectDirectory {@code --project-directory}; empty means the first file's directory
 * @param envFiles {@code --env-file}; none means {@code COMPOSE_ENV_FILES}, else {@code .env}
 * @param profiles {@code --profile}; none means {@code COMPOSE_PROFILES}; {@code *} means all
 * @param options which phases take place
 * @param services services named on the command line: their profiles become active too
 */
public record LoadRequest(
    String workingDirectory,
    Map<String, String> environment,
    List<String> files,
    Optional<String> projectName,
    Optional<String> projectDirectory,
    List<String> envFiles,
    List<String> profiles,
    List<String> services,
    LoadOptions options) {

  public LoadRequest {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    files = List.copyOf(files);
    envFiles = List.copyOf(envFiles);
    profiles = List.copyOf(profiles);
    services = List.copyOf(services);
  }

  /** Creates a request for all phases. */
  public LoadRequest(
      String workingDirectory,
      Map<String, String> environment,
      List<String> files,
      Optional<String> projectName,
      Optional<String> projectDirectory,
      List<String> envFiles,
      List<String> profiles,
      List<String> services) {
    this(
        workingDirectory,
        environment,
        files,
        projectName,
        projectDirectory,
        envFiles,
        profiles,
        services,
        LoadOptions.DEFAULT);
  }

  /** Returns the request of a command without any option. */
  public static LoadRequest in(String workingDirectory, Map<String, String> environment) {
    return new LoadRequest(
        workingDirectory,
        environment,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns this request for {@code changed} files instead of its own. */
  public LoadRequest withFiles(List<String> changed) {
    return new LoadRequest(
        workingDirectory,
        environment,
        changed,
        projectName,
        projectDirectory,
        envFiles,
        profiles,
        services,
        options);
  }

  /** Returns this request with {@code changed} options. */
  public LoadRequest withOptions(LoadOptions changed) {
    return new LoadRequest(
        workingDirectory,
        environment,
        files,
        projectName,
        projectDirectory,
        envFiles,
        profiles,
        services,
        changed);
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "LoadRequest[workingDirectory=" + workingDirectory + ", files=" + files + "]";
  }
}
