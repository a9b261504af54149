package io.jcompose.runtime.linux.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStoreTest {
  private static final SecretName TOKEN = new SecretName("token");
  private static final HiddenContent SESAME = content("open sesame");

  @TempDir Path directory;
  private Path secrets;
  private Path key;
  private SecretStore store;

  @BeforeEach
  void openStore() {
    secrets = directory.resolve("state/secrets");
    key = secrets.resolve(".key");
    store = open();
  }

  private SecretStore open() {
    return new SecretStore(
        new Host(
            Clock.systemUTC(),
            Map.of(),
            Path.of("/"),
            directory.resolve("state"),
            directory.resolve("run")));
  }

  @Test
  void whatWasKeptIsThereForTheNextProcess() {
    store.create(TOKEN, SESAME, Map.of("team", "shop"));

    assertThat(open().content(TOKEN, "web")).isEqualTo(SESAME);
    assertThat(open().names()).containsExactly(TOKEN);
    assertThat(open().find(TOKEN).orElseThrow().labels()).isEqualTo(Map.of("team", "shop"));
  }

  @Test
  void onlyItsOwnerCanReadAnyOfIt() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    store.replace(TOKEN, SESAME, Map.of());

    assertThat(permissions(secrets)).isEqualTo("rwx------");
    assertThat(permissions(key)).isEqualTo("rw-------");
    assertThat(permissions(secrets.resolve("token"))).isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(secrets)) {
      assertThat(files).containsExactlyInAnyOrder(key, secrets.resolve("token"));
    }
  }

  @Test
  void theContentIsNotInTheFile() throws IOException {
    store.create(TOKEN, SESAME, Map.of("label", "of mine"));

    String bytes = Files.readString(secrets.resolve("token"), StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("sesame", SESAME.value(), "of mine");
    assertThat(Files.size(key)).isEqualTo(32);
  }

  @Test
  void aNameIsTakenOnceUnlessItIsReplaced() {
    store.create(TOKEN, SESAME, Map.of());

    assertThatThrownBy(() -> store.create(TOKEN, content("other"), Map.of()))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot make secret 'token': there is one of that name");
    assertThat(store.content(TOKEN, "web")).isEqualTo(SESAME);

    store.replace(TOKEN, content("other"), Map.of());
    assertThat(store.content(TOKEN, "web")).isEqualTo(content("other"));
  }

  @Test
  void theVersionTellsContentsApartAndNothingElse() {
    store.create(TOKEN, SESAME, Map.of());
    store.create(new SecretName("same"), SESAME, Map.of("a", "b"));
    store.create(new SecretName("other"), content("other"), Map.of());
    String version = version("token");

    assertThat(version("same")).isEqualTo(version);
    assertThat(version("other")).isNotEqualTo(version);
    assertThat(version).isNotEqualTo(SESAME.digest());

    store.replace(TOKEN, SESAME, Map.of());
    assertThat(version("token")).isEqualTo(version);
  }

  @Test
  void oneSecretMadeTwiceIsEncryptedDifferently() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    byte[] first = Files.readAllBytes(secrets.resolve("token"));
    store.replace(TOKEN, SESAME, Map.of());

    assertThat(Files.readAllBytes(secrets.resolve("token"))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 40, -1})
  void aChangedByteIsNoticedAndTheFileIsNamed(int position) throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Path file = secrets.resolve("token");
    byte[] bytes = Files.readAllBytes(file);
    bytes[position < 0 ? bytes.length - 1 : position] ^= 1;
    Files.write(file, bytes);

    assertIsDamaged(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 20})
  void aFileThatWasCutOffIsNamed(int length) throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Path file = secrets.resolve("token");
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));

    assertIsDamaged(TOKEN);
  }

  @Test
  void aFileUnderAnotherNameIsNotTaken() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.copy(secrets.resolve("token"), secrets.resolve("root"));

    assertIsDamaged(new SecretName("root"));
  }

  @Test
  void anotherKeyIsNoticed() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.write(key, new byte[32]);

    assertIsDamaged(TOKEN);
  }

  @Test
  void whatIsDamagedCanBeReplacedAndRemoved() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.write(secrets.resolve("token"), new byte[60]);

    store.replace(TOKEN, content("new"), Map.of());
    assertThat(store.content(TOKEN, "web")).isEqualTo(content("new"));

    Files.write(secrets.resolve("token"), new byte[60]);
    assertThat(store.remove(TOKEN)).isTrue();
    assertThat(store.remove(TOKEN)).isFalse();
    assertThat(store.names()).isEmpty();
  }

  @Test
  void aKeyThatIsGoneIsNotMadeAnewWhileThereAreSecrets() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.move(key, directory.resolve("backup"));

    assertThatThrownBy(() -> store.find(TOKEN))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining("their key is gone");
    assertThatThrownBy(() -> store.create(new SecretName("more"), SESAME, Map.of()))
        .hasMessageContaining("their key is gone");

    Files.move(directory.resolve("backup"), key, StandardCopyOption.ATOMIC_MOVE);
    assertThat(store.content(TOKEN, "web")).isEqualTo(SESAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw--w----", "r-----r--"})
  void aKeyThatOthersHaveRightsOnIsRefused(String permissions) throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> store.find(TOKEN))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot use " + key + ": others have rights on it (" + permissions + ")");
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.write(key, new byte[31]);

    assertThatThrownBy(() -> store.find(TOKEN))
        .hasMessage("cannot use " + key + ": it is no key of 32 bytes");
  }

  @Test
  void aContainerThatWantsWhatIsNotThereIsTold() {
    assertThatThrownBy(() -> store.content(TOKEN, "shop-web-1"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage(
            "cannot start container 'shop-web-1': there is no secret 'token' in the store of this"
                + " host");
    assertThat(secrets).doesNotExist();
  }

  @Test
  void whatIsNoSecretInTheFolderIsPassedOver() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    Files.writeString(secrets.resolve("note to self~"), "x");

    assertThat(store.names()).containsExactly(TOKEN);
  }

  @Test
  void draftsOfKilledProcessesAreRemoved() throws IOException {
    store.create(TOKEN, SESAME, Map.of());
    // no process has this number: it is above the kernel's limit
    Path draft = Files.createDirectory(secrets.resolve(".draft-4194305-1"));
    Files.writeString(draft.resolve("content"), "half");

    store.create(new SecretName("more"), SESAME, Map.of());

    assertThat(draft).doesNotExist();
  }

  @Test
  void manyAtOnceGetOneKey() {
    List<SecretName> names =
        IntStream.range(0, 16).mapToObj(number -> new SecretName("s" + number)).toList();

    names.parallelStream().forEach(name -> open().create(name, content(name.value()), Map.of()));

    assertThat(names)
        .allSatisfy(
            name -> assertThat(store.content(name, "web")).isEqualTo(content(name.value())));
  }

  @Test
  void ofManyWhoMakeOneNameOneSucceeds() {
    long made =
        IntStream.range(0, 8)
            .parallel()
            .filter(
                number -> {
                  try {
                    open().create(TOKEN, content("c" + number), Map.of());
                    return true;
                  } catch (RuntimeFailure e) {
                    return false;
                  }
                })
            .count();

    assertThat(made).isEqualTo(1);
  }

  private void assertIsDamaged(SecretName name) {
    assertThatThrownBy(() -> store.content(name, "web"))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage(
            "cannot read secret '"
                + name
                + "': "
                + secrets.resolve(name.value())
                + " is damaged, or was encrypted with another key or for another name");
  }

  private String version(String name) {
    return store.find(new SecretName(name)).orElseThrow().version();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static HiddenContent content(String text) {
    return HiddenContent.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
