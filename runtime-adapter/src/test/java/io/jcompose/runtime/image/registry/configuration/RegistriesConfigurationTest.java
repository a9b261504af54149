package io.jcompose.runtime.image.registry.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.jcompose.model.error.Problem;
import io.jcompose.model.value.ImageReference;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistriesConfigurationTest {
  private static final String MAIN = "etc/containers/registries.conf";
  private static final String DROP_INS = "etc/containers/registries.conf.d/";
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @TempDir Path root;
  private UserHome host;

  @BeforeEach
  void begin() {
    host = new UserHome(root);
  }

  private List<RemoteImage> ask(String reference) {
    return RegistriesConfiguration.read(host.folders()).candidates(new ImageReference(reference));
  }

  /** Where an image is asked for, in order; '!' marks an insecure place. */
  private String places(String reference) {
    return ask(reference).stream()
        .map(place -> place + (place.repository().insecure() ? "!" : ""))
        .map(place -> place.replace(DIGEST, "DIGEST"))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "redis, registry-1.docker.io/library/redis:latest",
    "redis:7, registry-1.docker.io/library/redis:7",
    "gogs/gogs:0.12, registry-1.docker.io/gogs/gogs:0.12",
    "docker.io/redis, registry-1.docker.io/library/redis:latest",
    "index.docker.io/library/redis:7, registry-1.docker.io/library/redis:7",
    "quay.example/team/app, quay.example/team/app:latest",
    "127.0.0.1:5000/app:1, 127.0.0.1:5000/app:1",
    // it was made on this host: to ask a registry of strangers for its name would be a trap
    "localhost/app:1, localhost/app:1"
  })
  void withoutConfigurationAShortNameIsOneOfDockerHub(String reference, String place) {
    assertThat(places(reference)).isEqualTo(place);
  }

  @Test
  void aPlaceSaysWhatTheImageIsCalledWhoeverIsAsked() {
    host.file(
        MAIN,
        """
        [[registry]]
        location = "docker.io"
        [[registry.mirror]]
        location = "mirror.example/hub"
        """);

    assertThat(ask("redis:7"))
        .extracting(
            place -> place.name().value(), RemoteImage::toString, RemoteImage::nextAfterFailure)
        .containsExactly(
            tuple("docker.io/library/redis:7", "mirror.example/hub/library/redis:7", true),
            tuple("docker.io/library/redis:7", "registry-1.docker.io/library/redis:7", false));
    assertThat(ask("redis:7@" + DIGEST).get(1))
        .satisfies(place -> assertThat(place.selector()).isEqualTo(DIGEST))
        .satisfies(
            place ->
                assertThat(place.name().value()).isEqualTo("docker.io/library/redis@" + DIGEST));
  }

  @Test
  void aDirectoryOfThisHostIsAskedForNowhere() {
    assertThat(ask("rootfs:/")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/foo/image:1, internal.example/bar/image:1",
    "example.com/foo:1, internal.example/bar:1",
    "example.com/foobar:1, example.com/foobar:1",
    "example.com/foo/deep/image, deep.example/image:latest",
    "other.example:5000/image:1, other.example:5000/image:1!",
    "one.sub.example/a/b, one.sub.example/a/b:latest!",
    "x.one.sub.example/a/b, x.one.sub.example/a/b:latest!",
    "sub.example/a/b, sub.example/a/b:latest",
    "notsub.example/a/b, notsub.example/a/b:latest",
    "evil.example/one.sub.example/b, evil.example/one.sub.example/b:latest",
    "one.port.example:5000/a, central.example:5000/a:latest",
    "one.moved.example/a, central.example/moved/a:latest",
    "exact.example/app:1, pinned.example/app:9",
    "exact.example/app:2, exact.example/app:2",
    "alias-of-hub.example/redis:7, registry-1.docker.io/library/redis:7",
    "alias-of-hub.example/gogs/gogs:1, registry-1.docker.io/gogs/gogs:1",
    "dotless.example/app:1, registry/app:1"
  })
  void theTableWithTheLongestPrefixSaysWhereANameLeads(String reference, String place) {
    host.file(
        MAIN,
        """
        [[registry]]
        prefix = "example.com/foo"
        location = "internal.example/bar"
        [[registry]]
        prefix = "example.com/foo/deep"
        location = "deep.example/"
        [[registry]]
        location = "other.example"
        insecure = true
        [[registry]]
        prefix = "*.sub.example"
        insecure = true
        [[registry]]
        prefix = "*.moved.example"
        location = "central.example/moved"
        [[registry]]
        prefix = "*.port.example"
        location = "central.example"
        [[registry]]
        prefix = "alias-of-hub.example"
        location = "docker.io"
        [[registry]]
        prefix = "dotless.example"
        location = "registry"
        [[registry]]
        prefix = "exact.example/app:1"
        location = "pinned.example/app:9"
        """);
    assertThat(places(reference)).isEqualTo(place);
  }

  @Test
  void aPortThatCannotFollowALocationIsSaid() {
    host.file(MAIN, "[[registry]]\nprefix = 'a.example'\nlocation = 'b.example/team'\n");

    assertThatThrownBy(() -> ask("a.example:5000/app"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("'b.example/team' in place of 'a.example'")
        .hasMessageContaining(root.resolve(MAIN).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "hub.example/a:1, all.example/a:1 tags.example/m/a:1! hub.example/a:1",
    "hub.example/a, all.example/a:latest tags.example/m/a:latest! hub.example/a:latest",
    "hub.example/a@, all.example/a@DIGEST digests.example/a@DIGEST hub.example/a@DIGEST",
    "hub.example/a:1@, all.example/a@DIGEST digests.example/a@DIGEST hub.example/a@DIGEST",
    "strict.example/a:1, strict.example/a:1",
    "strict.example/a@, all.example/s/a@DIGEST strict.example/a@DIGEST"
  })
  void mirrorsAreAskedFirstForWhatTheyAreFor(String reference, String expected) {
    host.file(
        MAIN,
        """
        [[registry]]
        location = "hub.example"
        [[registry.mirror]]
        location = "all.example"
        [[registry.mirror]]
        location = "digests.example"
        pull-from-mirror = "digest-only"
        [[registry.mirror]]
        location = "tags.example/m"
        pull-from-mirror = "tag-only"
        insecure = true
        [[registry]]
        location = "strict.example"
        mirror-by-digest-only = true
        [[registry.mirror]]
        location = "all.example/s"
        """);

    assertThat(places(reference.replaceFirst("@$", "@" + DIGEST))).isEqualTo(expected);
  }

  @Test
  void aBlockedRegistryIsRefusedWithTheFileThatSaysSo() {
    host.file(MAIN, "[[registry]]\nlocation = \"bad.example\"\nblocked = true\n");

    assertThatThrownBy(() -> ask("bad.example/app:1"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("bad.example/app:1")
        .hasMessageContaining(root.resolve(MAIN).toString());
    assertThat(places("good.example/app")).isEqualTo("good.example/app:latest");
  }

  @Test
  void allSearchedRegistriesAreAskedButBlockedOnes() {
    host.file(
        MAIN,
        """
        unqualified-search-registries = ["one.example", "bad.example", "docker.io"]
        [[registry]]
        location = "bad.example"
        blocked = true
        """);

    assertThat(places("app:1")).isEqualTo("one.example/app:1 registry-1.docker.io/library/app:1");
    assertThat(places("team/app"))
        .isEqualTo("one.example/team/app:latest registry-1.docker.io/team/app:latest");
    assertThat(places("quay.example/app")).isEqualTo("quay.example/app:latest");
  }

  @ParameterizedTest
  @CsvSource({"permissive", "disabled", "''"})
  void allAreAskedInTheModesThatAllowIt(String mode) {
    host.file(
        MAIN,
        "unqualified-search-registries = ['a.example', 'b.example']\nshort-name-mode = '%s'"
            .formatted(mode));

    assertThat(places("app")).isEqualTo("a.example/app:latest b.example/app:latest");
  }

  @Test
  void anAmbiguousShortNameIsRefusedWhereTheModeEnforcesIt() {
    host.file(
        MAIN,
        """
        unqualified-search-registries = ["a.example", "b.example"]
        short-name-mode = "enforcing"
        [aliases]
        known = "c.example/team/known"
        """);

    assertThatThrownBy(() -> ask("app:1"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("'app:1'")
        .hasMessageContaining("a.example and b.example")
        .hasMessageContaining("enforcing");
    assertThat(places("known:1")).isEqualTo("c.example/team/known:1");
    assertThat(places("a.example/app:1")).isEqualTo("a.example/app:1");

    host.file(DROP_INS + "one.conf", "unqualified-search-registries = ['a.example']");
    assertThat(places("app:1")).isEqualTo("a.example/app:1");

    host.file(DROP_INS + "two.conf", "unqualified-search-registries = []");
    assertThatThrownBy(() -> ask("app:1")).hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "app, a.example/app:latest",
    "app:2, a.example/app:2",
    "app@, a.example/app@DIGEST",
    "team/app, b.example/team/app:latest",
    "app/app, registry-1.docker.io/app/app:latest",
    "hub, registry-1.docker.io/library/hub:latest",
    "gone, registry-1.docker.io/library/gone:latest",
    "docker.io/app, registry-1.docker.io/library/app:latest",
    "moved, mirror.example/moved:latest",
    "recorded, new.example/recorded:latest"
  })
  void anAliasSaysWhatAShortNameMeans(String reference, String place) {
    host.file(
            DROP_INS + "000-shortnames.conf",
            """
            [aliases]
            "app" = "a.example/app"
            "team/app" = "b.example/team/app"
            "hub" = "docker.io/library/hub"
            "gone" = "a.example/gone"
            "moved" = "c.example/moved"
            "recorded" = "old.example/recorded"
            """)
        .file(
            DROP_INS + "010-more.conf",
            """
            [aliases]
            gone = ""
            [[registry]]
            prefix = "c.example"
            location = "mirror.example"
            """)
        .file(
            "home/ann/.cache/containers/short-name-aliases.conf",
            "[aliases]\n\"recorded\" = \"new.example/recorded\"\n");

    assertThat(places(reference.replaceFirst("@$", "@" + DIGEST))).isEqualTo(place);
  }

  @Test
  void rootsRecordedAliasesAreTheHosts() {
    host.asRoot()
        .file("var/cache/containers/short-name-aliases.conf", "[aliases]\na = 'b.example/a'");

    assertThat(places("a")).isEqualTo("b.example/a:latest");
  }

  @Test
  void laterFilesPrevailAndTablesOfOnePrefixReplaceOneAnother() {
    host.file(
            MAIN,
            """
            unqualified-search-registries = ["main.example"]
            [[registry]]
            location = "a.example"
            insecure = true
            [[registry.mirror]]
            location = "mirror.example"
            [[registry]]
            location = "b.example"
            insecure = true
            """)
        .file(DROP_INS + "20.conf", "unqualified-search-registries = ['twenty.example']")
        .file(DROP_INS + "10.conf", "unqualified-search-registries = ['ten.example']")
        .file(DROP_INS + "30.ignored", "unqualified-search-registries = ['thirty.example']")
        .file(DROP_INS + "10-a.conf", "[[registry]]\nlocation = 'a.example'\n");

    assertThat(places("app")).isEqualTo("twenty.example/app:latest");
    assertThat(places("a.example/x")).isEqualTo("a.example/x:latest");
    assertThat(places("b.example/x")).isEqualTo("b.example/x:latest!");

    host.file(
        "home/ann/.config/containers/registries.conf.d/05.conf",
        "unqualified-search-registries = ['user.example']");
    assertThat(places("app")).isEqualTo("user.example/app:latest");
  }

  @Test
  void aUserWithAFileOfTheirOwnHearsNothingOfTheSystems() {
    host.file(MAIN, "unqualified-search-registries = ['main.example']")
        .file(DROP_INS + "10.conf", "unqualified-search-registries = ['ten.example']")
        .file("home/ann/.config/containers/registries.conf", "")
        .file(
            "home/ann/.config/containers/registries.conf.d/1.conf", "[aliases]\na = 'b.example/a'");

    assertThat(places("app")).isEqualTo("registry-1.docker.io/library/app:latest");
    assertThat(places("a")).isEqualTo("b.example/a:latest");

    host.variable("XDG_CONFIG_HOME", host.path("elsewhere"))
        .file(
            "elsewhere/containers/registries.conf",
            "unqualified-search-registries = ['x.example']");
    assertThat(places("app")).isEqualTo("x.example/app:latest");
  }

  @Test
  void aVariableNamesAnotherMainFile() {
    host.file(MAIN, "unqualified-search-registries = ['main.example']")
        .file("home/ann/.config/containers/registries.conf", "")
        .file("other.conf", "unqualified-search-registries = ['other.example']")
        .variable("CONTAINERS_REGISTRIES_CONF", host.path("other.conf"));

    assertThat(places("app")).isEqualTo("other.example/app:latest");

    host.variable("CONTAINERS_REGISTRIES_CONF", host.path("absent.conf"));
    assertThatThrownBy(() -> ask("app"))
        .hasMessageContaining("absent.conf")
        .hasMessageContaining("CONTAINERS_REGISTRIES_CONF");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlaces() {
    host.file(
            MAIN,
            """
            unqualified-search-registries = ["https://a.example", 3,
              "b.example/path"]
            short-name-mode = "forcing"
            [[registry]]
            prefix = "*.example.com/foo"
            insecure = "yes"
            [[registry]]
            location = "http://c.example"
            [[registry]]
            location = "d.example"
            mirror-by-digest-only = true
            [[registry.mirror]]
            location = "e.example"
            pull-from-mirror = "all"
            [[registry.mirror]]
            insecure = true
            [[registry]]
            prefix = "f.example"
            location = "d.example"
            blocked = true
            [aliases]
            "a.example/app" = "b.example/app"
            app = "app"
            """)
        .file(DROP_INS + "1.conf", "[[registry]\nlocation = 'x'\n");

    UnusableRegistriesException failure =
        catchThrowableOfType(UnusableRegistriesException.class, () -> ask("app"));

    assertThat(failure.problems())
        .extracting(Problem::toString)
        .extracting(
            line -> line.lines().findFirst().orElse("").replace(root + "/etc/containers/", ""))
        .containsExactly(
            "registries.conf:1:34: unqualified-search-registries[0]: 'https://a.example' is not a"
                + " registry of the form HOST[:PORT]",
            "registries.conf:1:55: unqualified-search-registries[1]: this must be a text",
            "registries.conf:2:3: unqualified-search-registries[2]: 'b.example/path' is not a"
                + " registry of the form HOST[:PORT]",
            "registries.conf:3:1: short-name-mode: 'forcing' is no mode",
            "registries.conf:5:1: registry[0].prefix: '*.example.com/foo' is not a prefix: '*.' may"
                + " stand before a host only",
            "registries.conf:6:1: registry[0].insecure: this must be true or false",
            "registries.conf:8:1: registry[1].location: 'http://c.example' is not of the form"
                + " HOST[:PORT][/PATH]",
            "registries.conf:14:1: registry[2].mirror[0].pull-from-mirror: 'pull-from-mirror' and"
                + " the registry's 'mirror-by-digest-only' do not go together",
            "registries.conf:15:1: registry[2].mirror[1]: a mirror without 'location'",
            "registries.conf:17:1: registry[3]: an earlier [[registry]] of this location says"
                + " otherwise about 'blocked'",
            "registries.conf:22:1: aliases.a.example/app: 'a.example/app' is not a short name",
            "registries.conf:23:1: aliases.app: 'app' does not say in full what is meant",
            "registries.conf.d/1.conf:1:11: Unexpected ']', expected ]] or .");
    assertThat(failure.problems()).allSatisfy(problem -> assertThat(problem.hint()).isNotEmpty());
  }

  @Test
  void whatMeansNothingHereIsAWarning() {
    host.file(
        MAIN,
        """
        additional-layer-store-auth-helper = "x"
        unqualified-search-registry = ["a.example"]
        [[registry]]
        location = "a.example"
        insecur = true
        """);

    RegistriesConfiguration configuration = RegistriesConfiguration.read(host.folders());

    assertThat(configuration.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            root.resolve(MAIN)
                + ":1:1: additional-layer-store-auth-helper: this is not honoured\n    hint: leave it to podman",
            root.resolve(MAIN)
                + ":2:1: unqualified-search-registry: this key is unknown\n"
                + "    hint: did you mean 'unqualified-search-registries'?",
            root.resolve(MAIN)
                + ":5:1: registry[0].insecur: this key is unknown\n"
                + "    hint: did you mean 'insecure'?");
  }

  @Test
  void whoIsAskedForCredentialsIsWhatTheLastFileThatNamesAnyoneSays() {
    assertThat(RegistriesConfiguration.read(host.folders()).keepers().names())
        .containsExactly("containers-auth.json");

    host.file(MAIN, "credential-helpers = ['pass', 'containers-auth.json']\n");
    host.file("etc/containers/registries.conf.d/10.conf", "credential-helpers = []\n");

    CredentialKeepers keepers = RegistriesConfiguration.read(host.folders()).keepers();
    assertThat(keepers.names()).containsExactly("pass", "containers-auth.json");
    assertThat(keepers.programs()).containsExactly("pass");
    assertThat(keepers.file()).isEqualTo(root.resolve(MAIN));
  }

  @Test
  void aHelperThatCanBeNoProgramIsAMistakeWithItsPlace() {
    host.file(MAIN, "credential-helpers = ['pass', '../pass']\n");

    assertThatThrownBy(() -> RegistriesConfiguration.read(host.folders()))
        .hasMessageContaining(
            root.resolve(MAIN) + ":1:31: credential-helpers[1]: '../pass' is no credential helper");
  }

  @Test
  void theFirstVersionOfTheFormatIsRefusedByName() {
    host.file(MAIN, "[registries.search]\nregistries = ['a.example']\n");

    assertThatThrownBy(() -> ask("app"))
        .isInstanceOf(UnusableRegistriesException.class)
        .hasMessageContaining("version 1");

    host.file(MAIN, "[registries.search]\nregistries = []\n[registries.block]\nregistries = []\n");
    assertThat(places("app")).isEqualTo("registry-1.docker.io/library/app:latest");
  }

  @Test
  void whoLogsInOrPushesSpeaksToTheRegistryItself() {
    host.file(
        MAIN,
        """
        [[registry]]
        prefix = "a.example"
        location = "b.example"
        insecure = true
        """);
    RegistriesConfiguration configuration = RegistriesConfiguration.read(host.folders());

    assertThat(configuration.repository("a.example/team/app"))
        .hasToString("a.example/team/app")
        .satisfies(repository -> assertThat(repository.insecure()).isTrue());
    assertThat(configuration.repository("docker.io").authority()).isEqualTo("registry-1.docker.io");
    assertThat(configuration.repository("c.example:5000").insecure()).isFalse();
  }
}
