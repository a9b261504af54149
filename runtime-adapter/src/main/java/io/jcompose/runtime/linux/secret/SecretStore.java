package io.jcompose.runtime.linux.secret;

import io.jcompose.model.plan.MalformedJsonException;
import io.jcompose.model.plan.PlanJson;
import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import io.jcompose.scheduler.runtime.SecretStatus;
import io.jcompose.scheduler.runtime.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of this host, in {@code STATE/secrets}: a file for each, encrypted with AES-256-GCM
 * for its name, and the key in {@code .key}. Safe to use from several threads and processes.
 *
 * <p>The key guards what is copied without it: a backup of single files, a disk image of which the
 * folder was left out. Who may read the folder as its owner can read the secrets.
 */
public final class SecretStore implements Secrets {
  private final Path directory;
  private final SecretFiles files;
  private final KeyFile keyFile;
  private final Clock clock;
  private final PlanJson json = new PlanJson();

  /** Creates a view of the host's secrets; makes nothing yet. */
  public SecretStore(Host host) {
    this.directory = host.state().toAbsolutePath().normalize().resolve("secrets");
    this.files = new SecretFiles(directory);
    this.keyFile = new KeyFile(directory.resolve(".key"), files);
    this.clock = host.clock();
  }

  @Override
  public void create(SecretName name, HiddenContent content, Map<String, String> labels) {
    Instant now = clock.instant();
    try {
      files.writeNew(file(name), encrypted(name, new SecretRecord(now, now, labels, content)));
    } catch (FileAlreadyExistsException e) {
      throw new RuntimeFailure(
          "cannot make secret '" + name + "': there is one of that name",
          "give '--replace' to give it another content, or choose another name",
          e);
    }
  }

  @Override
  public void replace(SecretName name, HiddenContent content, Map<String, String> labels) {
    Instant now = clock.instant();
    Instant created = creation(name).orElse(now);
    files.replace(file(name), encrypted(name, new SecretRecord(created, now, labels, content)));
  }

  private Optional<Instant> creation(SecretName name) {
    try {
      return read(name).map(SecretRecord::created);
    } catch (RuntimeFailure e) {
      return Optional.empty(); // one that is damaged is replaced, too
    }
  }

  private byte[] encrypted(SecretName name, SecretRecord secret) {
    return keyForWriting().encrypt(name, json.write(secret).getBytes(StandardCharsets.UTF_8));
  }

  /** A key that is gone is not made anew while there is something that was encrypted with it. */
  private StoreKey keyForWriting() {
    return files.names().isEmpty() ? keyFile.findOrMake() : key();
  }

  @Override
  public List<SecretName> names() {
    return files.names().stream().filter(SecretName::isLegal).map(SecretName::new).toList();
  }

  @Override
  public Optional<SecretStatus> find(SecretName name) {
    return read(name)
        .map(
            secret ->
                new SecretStatus(
                    name,
                    key().fingerprint(secret.content().bytes()),
                    secret.created(),
                    secret.changed(),
                    secret.labels()));
  }

  /**
   * Returns what is in a secret.
   *
   * @param wantedBy the container that is to have it, for the message
   * @throws RuntimeFailure if there is no such secret, or it cannot be read
   */
  public HiddenContent content(SecretName name, String wantedBy) {
    return read(name)
        .map(SecretRecord::content)
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot start container '"
                        + wantedBy
                        + "': there is no secret '"
                        + name
                        + "' in the store of this host",
                    "make it with 'jcompose secret create " + name + " FILE'"));
  }

  @Override
  public boolean remove(SecretName name) {
    return files.remove(file(name));
  }

  private Optional<SecretRecord> read(SecretName name) {
    return files.read(file(name)).map(encrypted -> decrypted(name, encrypted));
  }

  private SecretRecord decrypted(SecretName name, byte[] encrypted) {
    byte[] text = key().decrypt(name, encrypted).orElseThrow(() -> damaged(name));
    try {
      return json.read(new String(text, StandardCharsets.UTF_8), SecretRecord.class);
    } catch (MalformedJsonException e) {
      throw damaged(name); // without the cause: it may tell of the content
    }
  }

  private StoreKey key() {
    return keyFile
        .find()
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "cannot use the secrets in " + directory + ": their key is gone",
                    "restore "
                        + keyFile.path()
                        + " from a backup, or remove the folder and make the secrets anew"));
  }

  private RuntimeFailure damaged(SecretName name) {
    return new RuntimeFailure(
        "cannot read secret '"
            + name
            + "': "
            + file(name)
            + " is damaged, or was encrypted with another key or for another name",
        "restore the file and "
            + keyFile.path()
            + " from a backup, or give the secret a new content with 'jcompose secret create"
            + " --replace "
            + name
            + " FILE'");
  }

  private Path file(SecretName name) {
    return directory.resolve(name.value());
  }
}
