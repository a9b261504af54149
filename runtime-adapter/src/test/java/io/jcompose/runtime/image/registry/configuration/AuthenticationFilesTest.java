package io.jcompose.runtime.image.registry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jcompose.runtime.image.registry.Credentials;
import io.jcompose.runtime.image.registry.Credentials.IdentityToken;
import io.jcompose.runtime.image.registry.Credentials.Password;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationFilesTest {
  private static final String SECRET = "open:sesame";
  private static final String DOCKERS = "home/ann/.docker/config.json";
  private static final String RUNTIME = "run/containers/1000/auth.json";

  @TempDir Path root;
  private UserHome host;

  @BeforeEach
  void begin() {
    host = new UserHome(root);
  }

  private AuthenticationFiles files() {
    return new AuthenticationFiles(host.folders(), Duration.ofSeconds(30));
  }

  private Optional<Credentials> find(String repository) {
    int slash = repository.indexOf('/');
    return files()
        .find(
            new RemoteRepository(
                repository.substring(0, slash), repository.substring(slash + 1), false));
  }

  private String user(String repository) {
    return find(repository)
        .map(found -> found instanceof Password password ? password.user() : "a token")
        .orElse("nobody");
  }

  private static String auth(String user) {
    return "{\"auth\": \"" + encoded(user + ":" + SECRET) + "\"}";
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(String key, String user) {
    return "{\"auths\": {\"" + key + "\": " + auth(user) + "}}";
  }

  @Test
  void aPasswordMayHoldColons() {
    host.file(DOCKERS, entry("a.example", "ann"));

    assertThat(find("a.example/app")).contains(new Password("ann", SECRET));
  }

  @Test
  void anIdentityTokenPrevailsOverTheUserBesideIt() {
    host.file(
        DOCKERS,
        "{\"auths\": {\"a.example\": {\"auth\": \"%s\", \"identitytoken\": \"tok\"}}}"
            .formatted(encoded("ann:")));

    assertThat(find("a.example/app")).contains(new IdentityToken("tok"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example/ns/repo, repository",
    "a.example/ns/other, namespace",
    "a.example/ns/repo/deep, repository",
    "a.example/nsx, registry",
    "a.example/x/y/z, registry",
    "a.example:5000/ns/repo, port",
    "b.example/ns, nobody",
    "registry-1.docker.io/library/redis, hub",
    "registry-1.docker.io/team/app, team",
    "c.example/app, scheme",
    "d.example/app, version",
    "d.example/v1/app, version",
    "e.example:5000/app, nobody"
  })
  void theEntryAboutTheSmallestPartOfARegistryPrevails(String repository, String expected) {
    host.file(
        RUNTIME,
        """
        {"auths": {
          "a.example": %s, "a.example/ns": %s, "a.example/ns/repo": %s, "a.example:5000": %s,
          "https://index.docker.io/v1/": %s, "docker.io/team": %s,
          "https://c.example": %s, "d.example/v1/": %s, "e.example": %s
        }}
        """
            .formatted(
                auth("registry"),
                auth("namespace"),
                auth("repository"),
                auth("port"),
                auth("hub"),
                auth("team"),
                auth("scheme"),
                auth("version"),
                auth("other")));

    assertThat(user(repository)).isEqualTo(expected);
  }

  @Test
  void filesAreAskedInOrderUntilOneKnowsTheRegistry() {
    host.file("home/ann/.dockercfg", "{\"https://a.example/v1/\": " + auth("legacy") + "}");
    assertThat(user("a.example/app")).isEqualTo("legacy");

    host.file(DOCKERS, entry("a.example", "docker"));
    assertThat(user("a.example/app")).isEqualTo("docker");

    host.variable("DOCKER_CONFIG", host.path("elsewhere"))
        .file("elsewhere/config.json", entry("a.example", "elsewhere"));
    assertThat(user("a.example/app")).isEqualTo("elsewhere");

    host.file("home/ann/.config/containers/auth.json", entry("a.example", "config"));
    assertThat(user("a.example/app")).isEqualTo("config");

    host.file(RUNTIME, entry("b.example", "run"));
    assertThat(user("a.example/app")).isEqualTo("config");

    host.file(RUNTIME, entry("a.example", "run"));
    assertThat(user("a.example/app")).isEqualTo("run");

    host.variable("XDG_RUNTIME_DIR", host.path("run/user/1000"))
        .file("run/user/1000/containers/auth.json", entry("a.example", "session"));
    assertThat(user("a.example/app")).isEqualTo("session");

    host.variable("REGISTRY_AUTH_FILE", host.path("own.json"));
    assertThat(user("a.example/app")).isEqualTo("nobody");
    host.file("own.json", entry("a.example", "own"));
    assertThat(user("a.example/app")).isEqualTo("own");
  }

  @Test
  void rootHasAFileOfTheHostThatNobodyElseMayRead() throws IOException {
    host.asRoot().file("etc/containers/auth.json", entry("a.example", "host"));
    Path file = host.path("etc/containers/auth.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> find("a.example/app"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(file + ": others may read it");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(user("a.example/app")).isEqualTo("host");

    host.file("run/containers/0/auth.json", entry("a.example", "run"));
    assertThat(user("a.example/app")).isEqualTo("run");
    host.variable("INVOCATION_ID", "1");
    assertThat(user("a.example/app")).isEqualTo("host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"auths\": null}", "{\"auths\": {\"a.example\": {}}}"})
  void aFileMayHaveNothingToSay(String text) {
    host.file(DOCKERS, text);

    assertThat(find("a.example/app")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auths\": {\"a.example\": {\"auth\": \"hunter2",
        "{\"auths\": {\"a.example\": {\"auth\": \"hunter2!\"}}}",
        "{\"auths\": {\"a.example\": {\"auth\": \"aHVudGVyMg==\"}}}", // 'hunter2', without user
        "{\"auths\": [\"hunter2\"]}",
        "[\"hunter2\"]",
        "hunter2"
      })
  void aBrokenFileIsNamedAndNotQuoted(String text) {
    host.file(DOCKERS, text);

    Throwable failure = catchThrowable(() -> find("a.example/app"));

    assertThat(failure)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageStartingWith("cannot use " + host.path(DOCKERS));
    assertThat(trace(failure)).doesNotContain("hunter2").doesNotContain("aHVudGVyMg");
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Makes a credential helper: a shell script in the PATH. */
  private void helper(String name, String script) {
    host.file("bin/docker-credential-" + name, "#!/bin/sh\n" + script)
        .variable("PATH", host.path("bin") + ":/usr/bin:/bin");
    assertThat(host.path("bin/docker-credential-" + name).toFile().setExecutable(true)).isTrue();
  }

  /** A helper that keeps each server's entry in a file, as it was given. */
  private void keepingHelper(String name) {
    helper(
        name,
        """
        cd "$HOME/../../bin" && input=$(cat) && echo "$1 $input" >>asked
        case $1 in
          store) echo "$input" >kept ;;
          erase) test -e kept && rm kept || { echo 'credentials not found in native keychain'; exit 1; } ;;
          get) cat kept 2>/dev/null || { echo 'credentials not found in native keychain'; exit 1; } ;;
        esac
        """);
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(host.path("bin/asked"));
  }

  @Test
  void aHelperIsAskedForTheRegistriesThatNameIt() throws IOException {
    keepingHelper("box");
    host.file(
            "bin/kept", "{\"ServerURL\":\"x\",\"Username\":\"ann\",\"Secret\":\"" + SECRET + "\"}")
        .file(
            DOCKERS,
            "{\"credHelpers\": {\"a.example\": \"box\"}, \"auths\": {\"a.example/team\": %s}}"
                .formatted(auth("file")));

    assertThat(find("a.example/team/app")).contains(new Password("ann", SECRET));
    assertThat(user("b.example/app")).isEqualTo("nobody");
    assertThat(asked()).containsExactly("get a.example");
  }

  @Test
  void aStoreIsAskedForWhateverTheFileDoesNotHold() throws IOException {
    keepingHelper("box");
    host.file("bin/kept", "{\"Username\":\"<token>\",\"Secret\":\"tok\"}")
        .file(
            DOCKERS,
            "{\"credsStore\": \"box\", \"auths\": {\"a.example\": {}, \"b.example\": %s}}"
                .formatted(auth("file")));

    assertThat(find("a.example/app")).contains(new IdentityToken("tok"));
    assertThat(user("b.example/app")).isEqualTo("file");
    assertThat(user("registry-1.docker.io/library/redis")).isEqualTo("a token");
    assertThat(asked()).containsExactly("get a.example", "get https://index.docker.io/v1/");
  }

  @Test
  void aHelperThatKnowsNothingIsNoFailure() {
    keepingHelper("box");
    host.file(
            "home/ann/.config/containers/auth.json", "{\"credHelpers\": {\"a.example\": \"box\"}}")
        .file(DOCKERS, entry("a.example", "docker"));

    assertThat(user("a.example/app")).isEqualTo("docker");
  }

  @Test
  void aHelperThatIsMissingFailsOrSaysNonsenseIsAFailureThatQuotesNothing() {
    host.file(DOCKERS, "{\"credsStore\": \"box\"}").variable("PATH", host.path("bin"));
    assertThatThrownBy(() -> find("a.example/app"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage(
            "there is no program docker-credential-box in the PATH, which "
                + host.path(DOCKERS)
                + " names");

    helper("box", "cat >/dev/null; echo hunter2; exit 3");
    Throwable failure = catchThrowable(() -> find("a.example/app"));
    assertThat(failure)
        .hasMessage("'docker-credential-box get' failed for a.example: it ended with code 3");
    assertThat(trace(failure)).doesNotContain("hunter2");

    helper("box", "echo '{\"Secret\": \"hunter2'");
    failure = catchThrowable(() -> find("a.example/app"));
    assertThat(failure).hasMessageEndingWith("its answer is no JSON");
    assertThat(trace(failure)).doesNotContain("hunter2");

    host.file(DOCKERS, "{\"credsStore\": \"../box\"}");
    assertThatThrownBy(() -> find("a.example/app")).hasMessageContaining("no program's name");
  }

  @Test
  void aHelperThatDoesNotAnswerIsStopped() throws IOException {
    helper("box", "echo $$ >\"$HOME/../../bin/pid\"; exec sleep 600");
    host.file(DOCKERS, "{\"credsStore\": \"box\"}");
    AuthenticationFiles impatient = new AuthenticationFiles(host.folders(), Duration.ofSeconds(1));

    assertThatThrownBy(() -> impatient.find(new RemoteRepository("a.example", "app", false)))
        .hasMessageContaining("did not end within 1 s");
    long pid = Long.parseLong(Files.readString(host.path("bin/pid")).strip());
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void aLoginIsKeptForItsOwnerAloneAndLeavesTheRestAsItIs() throws IOException {
    host.file(
        RUNTIME,
        "{\"unknown\": [1], \"auths\": {\"b.example\": %s, \"https://a.example/v2/\": %s}}"
            .formatted(auth("other"), auth("old")));

    String place = files().login("https://a.example", new Password("ann", SECRET));

    assertThat(place).isEqualTo(host.path(RUNTIME).toString());
    assertThat(user("a.example/app")).isEqualTo("ann");
    assertThat(user("b.example/app")).isEqualTo("other");
    assertThat(Files.readString(host.path(RUNTIME)))
        .contains("\"unknown\"")
        .doesNotContain("https://a.example")
        .doesNotContain(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.path(RUNTIME))))
        .isEqualTo("rw-------");
    assertThat(host.path("run/containers/1000").toFile().list()).containsExactly("auth.json");
  }

  @Test
  void aLoginMayBeForAPartOfARegistry() {
    files().login("docker.io", new Password("all", "x"));
    files().login("docker.io/team", new Password("team", "x"));

    assertThat(user("registry-1.docker.io/team/app")).isEqualTo("team");
    assertThat(user("registry-1.docker.io/library/redis")).isEqualTo("all");
  }

  @Test
  void aLoginGoesToTheFirstFileThatCanBeWritten() {
    host.variable("XDG_RUNTIME_DIR", host.path("run/user/absent"));

    assertThat(files().login("a.example", new Password("ann", "x")))
        .isEqualTo(host.path("home/ann/.config/containers/auth.json").toString());

    host.variable("REGISTRY_AUTH_FILE", host.path("new/own.json"));
    assertThat(files().login("a.example", new Password("own", "x")))
        .isEqualTo(host.path("new/own.json").toString());
    assertThat(user("a.example/app")).isEqualTo("own");

    host.file("file", "").variable("REGISTRY_AUTH_FILE", host.path("file/below.json"));
    assertThatThrownBy(() -> files().login("a.example", new Password("ann", "hunter2")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("file/below.json")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aLoginGoesToTheHelperThatTheFileNames() throws IOException {
    keepingHelper("box");
    host.file(RUNTIME, "{\"credHelpers\": {\"a.example\": \"box\"}}");

    assertThat(files().login("a.example", new Password("ann", SECRET)))
        .isEqualTo("docker-credential-box");
    assertThat(find("a.example/app")).contains(new Password("ann", SECRET));
    assertThat(Files.readString(host.path(RUNTIME))).doesNotContain("auth\"");
    assertThat(files().logout("a.example").removed()).isTrue();
    assertThat(files().logout("a.example").removed()).isFalse();
    assertThat(asked().get(asked().size() - 1)).isEqualTo("erase a.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.example/UP", "ftp://a.example", "../x", "a\nb"})
  void whatIsNoRegistryIsRefused(String registry) {
    assertThatThrownBy(() -> files().login(registry, new Password("ann", "hunter2")))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aLogoutForgetsWhatALoginKeptAndNamesWhoElseKnows() {
    files().login("a.example", new Password("ann", SECRET));
    files().login("b.example", new Password("ann", SECRET));
    host.file(DOCKERS, entry("https://a.example", "docker"));

    assertThat(files().logout("a.example"))
        .isEqualTo(new AuthenticationFiles.Logout(true, List.of(host.path(DOCKERS))));
    assertThat(user("a.example/app")).isEqualTo("docker");
    assertThat(user("b.example/app")).isEqualTo("ann");
    assertThat(files().logout("c.example"))
        .isEqualTo(new AuthenticationFiles.Logout(false, List.of()));
  }

  @Test
  void aLogoutOfAllForgetsAllThatLoginsKept() throws IOException {
    keepingHelper("box");
    host.file(RUNTIME, "{\"credHelpers\": {\"h.example\": \"box\"}, \"kept\": 1}")
        .file(DOCKERS, entry("d.example", "docker"));
    files().login("a.example", new Password("ann", SECRET));
    files().login("h.example", new Password("ann", SECRET));

    files().logoutOfAll();
    files().logoutOfAll();

    assertThat(user("a.example/app")).isEqualTo("nobody");
    assertThat(user("h.example/app")).isEqualTo("nobody");
    assertThat(user("d.example/app")).isEqualTo("docker");
    assertThat(Files.readString(host.path(RUNTIME))).contains("kept").contains("credHelpers");
  }

  @Test
  void aHelperThatFailsKeepsNobodyElseFromBeingForgotten() {
    helper("broken", "exit 9");
    host.file(
        RUNTIME,
        "{\"credHelpers\": {\"h.example\": \"broken\"}, \"auths\": {\"a.example\": %s}}"
            .formatted(auth("ann")));
    host.file("home/ann/.config/containers/auth.json", entry("b.example", "ann"));

    assertThatThrownBy(() -> files().logoutOfAll())
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("docker-credential-broken erase");

    assertThat(user("a.example/app")).isEqualTo("nobody");
    assertThat(user("b.example/app")).isEqualTo("nobody");
  }

  @Test
  void noTextOfWhatHoldsCredentialsSaysThem() {
    host.variable("TOKEN", "hunter2")
        .file(
            DOCKERS,
            "{\"auths\": {\"a.example\": {\"auth\": \"%s\"}}}".formatted(encoded("ann:hunter2")));

    assertThat(find("a.example/app").orElseThrow()).hasToString("password of ann");
    assertThat(files().toString() + host.folders()).doesNotContain("hunter2");
    assertThat(
            AuthenticationDisk.read(AuthenticationPath.all(host.folders()).get(2))
                .orElseThrow()
                .toString())
        .isEqualTo(host.path(DOCKERS).toString());
  }

  private void askedFirst(String... helpers) {
    host.file(
        "etc/containers/registries.conf",
        "credential-helpers = ['" + String.join("', '", helpers) + "']\n");
  }

  @Test
  void theHelpersOfRegistriesConfAreAskedInTheirOrder() throws IOException {
    host.file(DOCKERS, entry("a.example", "ann"));
    helper("box", "cat >/dev/null; echo '{\"Username\": \"bob\", \"Secret\": \"x\"}'\n");

    askedFirst("box", "containers-auth.json");
    assertThat(user("a.example/app")).isEqualTo("bob");

    askedFirst("containers-auth.json", "box");
    assertThat(user("a.example/app")).isEqualTo("ann");
    assertThat(user("b.example/app")).isEqualTo("bob");

    askedFirst("box");
    assertThat(user("a.example/app")).isEqualTo("bob");
  }

  @Test
  void aHelperThatFailsIsAFailureOnlyWhereNobodyElseKnows() {
    host.file(DOCKERS, entry("a.example", "ann"));
    helper("broken", "exit 3\n");
    askedFirst("broken", "containers-auth.json");

    assertThat(user("a.example/app")).isEqualTo("ann");
    assertThatThrownBy(() -> user("b.example/app"))
        .hasMessage("'docker-credential-broken get' failed for b.example: it ended with code 3");
    askedFirst("gone");
    assertThatThrownBy(() -> user("b.example/app"))
        .hasMessageContaining("docker-credential-gone")
        .hasMessageContaining("etc/containers/registries.conf");
  }

  @Test
  void aLoginGoesToTheFirstThatCanKeepItAndALogoutTakesItThere() throws IOException {
    keepingHelper("box");
    askedFirst("box", "containers-auth.json");
    host.variable("XDG_RUNTIME_DIR", host.path("run/user"));
    Files.createDirectories(host.path("run/user"));

    assertThat(files().login("a.example", new Password("ann", SECRET)))
        .isEqualTo("docker-credential-box");
    assertThat(user("a.example/app")).isEqualTo("ann");
    assertThat(files().login("a.example/team", new Password("bob", SECRET)))
        .isEqualTo(host.path("run/user/containers/auth.json").toString());
    assertThat(files().logout("a.example").removed()).isTrue();
    assertThat(files().logout("a.example").removed()).isFalse();

    askedFirst("box");
    assertThatThrownBy(() -> files().login("a.example/team", new Password("ann", SECRET)))
        .hasMessageContaining("keep those of whole registries only");
  }

  @Test
  void aLogoutOfAllMakesHelpersForgetAllThatTheyKeep() throws IOException {
    helper(
        "box",
        """
        cd "$HOME/../../bin" && echo "$1 $(cat)" >>asked
        test "$1" != list || echo '{"a.example": "ann", "b.example": "bob"}'
        """);
    askedFirst("box");

    files().logoutOfAll();

    assertThat(asked()).containsExactly("list ", "erase a.example", "erase b.example");
  }
}
