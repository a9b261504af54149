package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.registry.Credentials;
import io.jcompose.runtime.image.registry.Credentials.IdentityToken;
import io.jcompose.runtime.image.registry.Credentials.Password;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program {@code docker-credential-NAME} that keeps credentials. What it says is never shown: it
 * may be a secret.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers">docker-credential-helpers</a>
 */
final class CredentialHelper {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");
  private static final String NOT_FOUND = "credentials not found";
  private static final String TOKEN_USER = "<token>";
  private static final int LONGEST_ANSWER = 1 << 20;

  private final String program;
  private final Path configuredIn;
  private final Map<String, String> environment;
  private final Duration patience;

  /**
   * @param name what stands behind {@code docker-credential-}
   * @param configuredIn the file that names it
   * @param patience how long it may take to answer; a keyring may ask its user first
   */
  CredentialHelper(
      String name, Path configuredIn, Map<String, String> environment, Duration patience) {
    if (!isLegal(name)) {
      throw new RuntimeFailure(
          "cannot use " + configuredIn + ": it names a credential helper that is no program's name",
          "write what follows 'docker-credential-' in the program's name");
    }
    this.program = "docker-credential-" + name;
    this.configuredIn = configuredIn;
    this.environment = environment;
    this.patience = patience;
  }

  /** Returns whether {@code name} may stand behind {@code docker-credential-}. */
  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** Returns the program's name. */
  String program() {
    return program;
  }

  /** Returns what the program keeps for a server; empty if that is nothing. */
  Optional<Credentials> get(String server) {
    Answer answer = run("get", server, server);
    if (answer.saysNotFound()) {
      return Optional.empty();
    }
    mustBeSuccess(answer, "get", server);
    try {
      JsonNode credentials = JsonMapper.shared().readTree(answer.text());
      String user = credentials.path("Username").asString("");
      String secret = credentials.path("Secret").asString("");
      if (secret.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          user.equals(TOKEN_USER) ? new IdentityToken(secret) : new Password(user, secret));
    } catch (JacksonException e) {
      // no cause: its message quotes the answer
      throw failed("get", server, "its answer is no JSON");
    }
  }

  /** Has the program keep a password. */
  void store(String server, Password password) {
    String entry =
        JsonMapper.shared()
            .createObjectNode()
            .put("ServerURL", server)
            .put("Username", password.user())
            .put("Secret", password.password())
            .toString();
    mustBeSuccess(run("store", server, entry), "store", server);
  }

  /** Returns the servers that the program keeps something for. */
  List<String> servers() {
    Answer answer = run("list", "all servers", "");
    mustBeSuccess(answer, "list", "all servers");
    try {
      return List.copyOf(JsonMapper.shared().readTree(answer.text()).propertyNames());
    } catch (JacksonException e) {
      // no cause: its message quotes the answer
      throw failed("list", "all servers", "its answer is no JSON");
    }
  }

  /** Has the program forget a server; returns whether it knew it. */
  boolean erase(String server) {
    Answer answer = run("erase", server, server);
    if (answer.saysNotFound()) {
      return false;
    }
    mustBeSuccess(answer, "erase", server);
    return true;
  }

  private record Answer(int code, String text) {
    boolean saysNotFound() {
      return code != 0 && text.contains(NOT_FOUND);
    }
  }

  private void mustBeSuccess(Answer answer, String action, String server) {
    if (answer.code() != 0) {
      throw failed(action, server, "it ended with code " + answer.code());
    }
  }

  private RuntimeFailure failed(String action, String server, String why) {
    return new RuntimeFailure(
        "'" + program + " " + action + "' failed for " + server + ": " + why,
        "see what it says with 'echo " + server + " | " + program + " get'");
  }

  private Answer run(String action, String server, String input) {
    ProcessBuilder builder =
        new ProcessBuilder(find().toString(), action)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new RuntimeFailure(
          "cannot run " + program + ", which " + configuredIn + " names: " + e.getMessage(),
          "make the program run, or remove it from the file",
          e);
    }
    try {
      CompletableFuture<String> output = read(process);
      write(process, input);
      String text = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      return new Answer(process.exitValue(), text);
    } catch (TimeoutException e) {
      throw failed(action, server, "it did not end within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw failed(action, server, "its answer cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(action, server, "the wait for it was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private CompletableFuture<String> read(Process process) {
    CompletableFuture<String> output = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                byte[] answer = process.getInputStream().readNBytes(LONGEST_ANSWER);
                output.complete(new String(answer, StandardCharsets.UTF_8));
              } catch (IOException e) {
                output.completeExceptionally(e);
              }
            },
            program);
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  private static void write(Process process, String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it did not want to hear: its exit code says whether that was well
    }
  }

  private Path find() {
    return Stream.of(environment.getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "there is no program "
                        + program
                        + " in the PATH, which "
                        + configuredIn
                        + " names",
                    "install it, or remove it from that file"));
  }
}
