package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.CredentialSource;
import io.jcompose.runtime.image.registry.Credentials;
import io.jcompose.runtime.image.registry.Credentials.Password;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFile.Helper;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The credentials that this user gave to podman, docker or jcompose, in the files these share, and
 * in the programs that {@code credential-helpers} of {@code registries.conf} names. The files are
 * read anew by each call. May be used by several threads; of two logins at the same time into one
 * file, one may be lost.
 *
 * <p>Read are, in this order, until one of them knows the registry: {@code
 * $XDG_RUNTIME_DIR/containers/auth.json} ({@code /run/containers/USER/auth.json} without that
 * variable), {@code $XDG_CONFIG_HOME/containers/auth.json} ({@code ~/.config}), {@code
 * $DOCKER_CONFIG/config.json} ({@code ~/.docker}), {@code ~/.dockercfg}, and for root {@code
 * /etc/containers/auth.json}. If {@code $REGISTRY_AUTH_FILE} is set, that file alone.
 *
 * <p>No message and no text of an object made here holds a password or a token.
 *
 * @see <a
 *     href="https://manpages.debian.org/unstable/containers-auth.json.5">containers-auth.json(5)</a>
 */
public final class AuthenticationFiles implements CredentialSource {
  /** A keyring may have to ask its user first. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9.\\[\\]:-]*[a-zA-Z0-9\\]](/[a-z0-9]+([._-]+[a-z0-9]+)*)*");

  private final UserFolders folders;
  private final Duration patience;

  AuthenticationFiles(UserFolders folders, Duration patience) {
    this.folders = folders;
    this.patience = patience;
  }

  /** Returns the credentials of the calling user. Reads nothing yet. */
  public static AuthenticationFiles of(Host host) {
    return new AuthenticationFiles(UserFolders.of(host), PATIENCE);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Within a file, entries about a part of the registry prevail over those about more of it, and
   * all of these over {@code credsStore}; a registry in {@code credHelpers} is asked there alone.
   *
   * @throws RuntimeFailure also if a helper is missing, fails, or takes longer than a minute
   */
  @Override
  public Optional<Credentials> find(RemoteRepository repository) {
    ServerName name =
        ServerName.of(
            repository.authority() + (repository.path().isEmpty() ? "" : "/" + repository.path()));
    CredentialKeepers keepers = keepers();
    List<RuntimeFailure> failures = new ArrayList<>();
    for (String keeper : keepers.names()) {
      try {
        Optional<Credentials> found =
            keeper.equals(CredentialKeepers.FILES)
                ? findInFiles(name)
                : program(keepers, keeper).get(name.registry().forHelper());
        if (found.isPresent()) {
          return found;
        }
      } catch (RuntimeFailure e) {
        failures.add(e); // go on: another one may know
      }
    }
    throwFirst(failures);
    return Optional.empty();
  }

  private CredentialKeepers keepers() {
    return RegistriesConfiguration.read(folders).keepers();
  }

  private CredentialHelper program(CredentialKeepers keepers, String name) {
    return new CredentialHelper(name, keepers.file(), folders.environment(), patience);
  }

  private static void throwFirst(List<RuntimeFailure> failures) {
    if (!failures.isEmpty()) {
      RuntimeFailure first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private Optional<Credentials> findInFiles(ServerName name) {
    return AuthenticationPath.all(folders).stream()
        .flatMap(
            path -> AuthenticationDisk.read(path).flatMap(file -> find(path, file, name)).stream())
        .findFirst();
  }

  private Optional<Credentials> find(
      AuthenticationPath path, AuthenticationFile file, ServerName name) {
    Optional<Helper> helper = file.helperOf(name.registry());
    if (helper.isPresent()) {
      return program(path, helper.get()).get(helper.get().server());
    }
    return name.andAbove().stream()
        .flatMap(part -> file.find(part).stream())
        .findFirst()
        .or(
            () ->
                file.helperOfAll(name.registry())
                    .flatMap(all -> program(path, all).get(all.server())));
  }

  private CredentialHelper program(AuthenticationPath path, Helper helper) {
    return new CredentialHelper(helper.name(), path.file(), folders.environment(), patience);
  }

  /**
   * Keeps a password for a registry or a part of it, in place of what was kept for the same. It
   * goes to the first of {@code credential-helpers} that can keep it: a program keeps those of
   * whole registries only. Of the files it goes to the helper that the file names for it, or else
   * into the file itself, which only its owner may read: the first file of those above that can be
   * written, docker's not among them.
   *
   * @param registry such as {@code registry.example:5000} or {@code registry.example/team}
   * @return where it is now, for people: a file or a program
   * @throws RuntimeFailure if it cannot be kept; what was kept before is still there
   */
  public String login(String registry, Password password) {
    ServerName name = legal(registry);
    if (password.user().contains(":")) {
      throw new RuntimeFailure(
          "a user's name with ':' in it cannot be kept", "give the name without it");
    }
    CredentialKeepers keepers = keepers();
    String keeper =
        keepers.names().stream()
            .filter(each -> each.equals(CredentialKeepers.FILES) || name.isWholeRegistry())
            .findFirst()
            .orElseThrow(() -> onlyWhole(keepers, name));
    if (keeper.equals(CredentialKeepers.FILES)) {
      return loginInFile(name, password);
    }
    CredentialHelper program = program(keepers, keeper);
    program.store(name.forHelper(), password);
    return program.program();
  }

  private static RuntimeFailure onlyWhole(CredentialKeepers keepers, ServerName name) {
    return new RuntimeFailure(
        "credentials for '"
            + name
            + "' cannot be kept: the programs that "
            + keepers.file()
            + " names keep those of whole registries only",
        "log in to '"
            + name.registry()
            + "', or add '"
            + CredentialKeepers.FILES
            + "' to 'credential-helpers' there");
  }

  private String loginInFile(ServerName name, Password password) {
    AuthenticationPath path =
        AuthenticationPath.written(folders).stream()
            .filter(AuthenticationDisk::prepare)
            .findFirst()
            .orElseThrow(this::nowhereToWrite);
    AuthenticationFile file = readOrBegin(path);
    Optional<Helper> helper = helperToKeep(file, name);
    if (helper.isPresent()) {
      CredentialHelper program = program(path, helper.get());
      program.store(helper.get().server(), password);
      return program.program();
    }
    file.put(name, password);
    AuthenticationDisk.write(path, file);
    return path.file().toString();
  }

  private RuntimeFailure nowhereToWrite() {
    List<Path> files =
        AuthenticationPath.written(folders).stream().map(AuthenticationPath::file).toList();
    return new RuntimeFailure(
        "there is no place to keep credentials: none of " + files + " can be written",
        "name a file that can be written in REGISTRY_AUTH_FILE");
  }

  private static AuthenticationFile readOrBegin(AuthenticationPath path) {
    return AuthenticationDisk.read(path).orElseGet(() -> AuthenticationFile.parse(path, ""));
  }

  /** Helpers know whole registries only. */
  private static Optional<Helper> helperToKeep(AuthenticationFile file, ServerName name) {
    return name.isWholeRegistry()
        ? file.helperOf(name).or(() -> file.helperOfAll(name))
        : Optional.empty();
  }

  /**
   * What a logout did.
   *
   * @param removed whether there was something to be removed
   * @param elsewhere files that hold credentials for the same registry and were left as they are:
   *     they are docker's, or the host's
   */
  public record Logout(boolean removed, List<Path> elsewhere) {
    public Logout {
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * Forgets what a login kept for exactly this registry, or part of one.
   *
   * @throws RuntimeFailure if a file cannot be written, or a helper fails
   */
  public Logout logout(String registry) {
    ServerName name = legal(registry);
    List<AuthenticationPath> ours = AuthenticationPath.written(folders);
    List<Path> elsewhere =
        AuthenticationPath.all(folders).stream()
            .filter(path -> !ours.contains(path))
            .filter(
                path -> AuthenticationDisk.read(path).filter(file -> file.knows(name)).isPresent())
            .map(AuthenticationPath::file)
            .toList();
    boolean removed = false;
    for (AuthenticationPath path : ours) {
      Optional<AuthenticationFile> file = AuthenticationDisk.read(path);
      if (file.isPresent()) {
        removed |= logout(path, file.get(), name);
      }
    }
    CredentialKeepers keepers = keepers();
    for (String keeper : name.isWholeRegistry() ? keepers.programs() : List.<String>of()) {
      removed |= program(keepers, keeper).erase(name.forHelper());
    }
    return new Logout(removed, elsewhere);
  }

  private boolean logout(AuthenticationPath path, AuthenticationFile file, ServerName name) {
    boolean erased =
        helperToKeep(file, name)
            .map(helper -> program(path, helper).erase(helper.server()))
            .orElse(false);
    boolean removed = file.remove(name);
    if (removed) {
      AuthenticationDisk.write(path, file);
    }
    return erased || removed;
  }

  /**
   * Forgets all that logins kept.
   *
   * @throws RuntimeFailure if a file cannot be written, or a helper fails; all else is forgotten
   *     nevertheless
   */
  public void logoutOfAll() {
    List<RuntimeFailure> failures = new ArrayList<>();
    for (AuthenticationPath path : AuthenticationPath.written(folders)) {
      try {
        AuthenticationDisk.read(path).ifPresent(file -> logoutOfAll(path, file, failures));
      } catch (RuntimeFailure e) {
        failures.add(e);
      }
    }
    CredentialKeepers keepers = keepers();
    for (String keeper : keepers.programs()) {
      try {
        CredentialHelper program = program(keepers, keeper);
        program.servers().forEach(program::erase);
      } catch (RuntimeFailure e) {
        failures.add(e);
      }
    }
    throwFirst(failures);
  }

  private void logoutOfAll(
      AuthenticationPath path, AuthenticationFile file, List<RuntimeFailure> failures) {
    boolean changes = !file.isEmpty();
    List<Helper> helpers = file.removeAll();
    if (changes) {
      AuthenticationDisk.write(path, file);
    }
    for (Helper helper : helpers) {
      try {
        program(path, helper).erase(helper.server());
      } catch (RuntimeFailure e) {
        failures.add(e); // go on: one stuck helper must not keep the others' credentials
      }
    }
  }

  private static ServerName legal(String registry) {
    ServerName name = ServerName.of(registry);
    if (!NAME.matcher(name.value()).matches()) {
      throw new RuntimeFailure(
          "'" + registry + "' is no registry",
          "write HOST[:PORT], or with a part of its path HOST[:PORT]/PATH");
    }
    return name;
  }

  /** Says nothing of the environment: this may end in a log. */
  @Override
  public String toString() {
    return "AuthenticationFiles[" + folders + "]";
  }
}
