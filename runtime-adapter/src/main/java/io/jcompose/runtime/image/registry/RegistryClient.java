package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.document.Descriptor;
import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Door of the package: speaks with registries in the OCI distribution protocol, which Docker's
 * registries speak too.
 *
 * <p>What fails for a reason that may pass (a connection that breaks, a time-out, the statuses 408,
 * 429, 500, 502, 503 and 504) is tried again after a pause, as {@link ClientSettings} say. A
 * registry is spoken to with TLS; one whose repository is insecure by TLS with whatever
 * certificate, and if that does not come about, by plain HTTP.
 *
 * <p>The user is asked for by the registry first, and only then told: to the registry itself, and
 * to the token server that it names. Where a redirect leads to, nobody learns of them. No failure's
 * message holds a credential, or the query of an address, which often is one.
 *
 * <p>All methods throw {@link RegistryFailure}; its {@link RegistryFailure#kind() kind} says why.
 * An interrupted thread breaks off at once with {@link Kind#INTERRUPTED} and its flag set. Safe for
 * several threads, each of which has a connection of its own; tokens are shared. Making a client
 * costs nothing: the first request does.
 */
public final class RegistryClient implements AutoCloseable {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

  private final CredentialSource credentials;
  private final ClientSettings settings;
  private final Surroundings surroundings;
  private final HttpClients clients;
  private final Transport transport;
  private final Documents documents;
  private final Map<Peer, Registry> registries = new ConcurrentHashMap<>();

  private record Peer(String authority, boolean insecure) {}

  /** Creates a client; connects to nobody yet. */
  public RegistryClient(
      CredentialSource credentials,
      TrustSource trust,
      ClientSettings settings,
      Surroundings surroundings) {
    this.credentials = credentials;
    this.settings = settings;
    this.surroundings = surroundings;
    Proxies proxies = new Proxies(surroundings.environment());
    this.clients = new HttpClients(trust, proxies, settings.connectTimeout());
    this.transport = new Transport(clients, proxies, settings.idleTimeout());
    this.documents = new Documents(settings.documentBytes());
  }

  /**
   * Returns once the registry let in who has {@code login}.
   *
   * @param authority host, and port where one is written
   * @throws RegistryFailure of kind {@link Kind#UNAUTHORIZED} if it does not
   */
  public void checkLogin(String authority, boolean insecure, Credentials login) {
    Registry registry =
        new Registry(
            authority,
            insecure,
            transport,
            repository -> Optional.of(login),
            settings,
            surroundings);
    Call call = registry.call("log in to " + authority, "");
    Access access = Access.pull(new RemoteRepository(authority, "", insecure));
    registry.ask(call, access, Set.of(200)).close();
  }

  /**
   * Returns what a tag or digest means now, without fetching it where the registry can tell.
   *
   * @param reference a tag, or {@code sha256:} and 64 digits
   * @return without platform and annotations; empty if there is no such manifest
   */
  public Optional<Descriptor> resolve(RemoteRepository repository, String reference) {
    String what = "look up " + named(repository, reference);
    Registry registry = registry(repository);
    Call call = manifest(registry, what, repository, reference).withMethod("HEAD");
    Access access = Access.pull(repository);
    // some registries and proxies know no HEAD; GET then says what is wrong, if anything is
    try (Answer answer = registry.ask(call, access, Set.of(200, 400, 404, 405, 501))) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      Optional<Descriptor> told = answer.status() == 200 ? told(answer) : Optional.empty();
      if (told.isPresent()) {
        return told;
      }
    }
    try {
      RemoteManifest whole = fetchManifest(repository, reference);
      return Optional.of(descriptor(whole.mediaType(), whole.digest(), whole.content().length));
    } catch (RegistryFailure failure) {
      if (failure.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static Optional<Descriptor> told(Answer answer) {
    Optional<Digest> digest = digest(answer);
    OptionalLong length = answer.length();
    String type = mediaType(answer);
    return digest.isEmpty() || length.isEmpty() || type.isEmpty()
        ? Optional.empty()
        : Optional.of(descriptor(type, digest.get(), length.getAsLong()));
  }

  private static Descriptor descriptor(String mediaType, Digest digest, long size) {
    return new Descriptor(Optional.of(mediaType), digest, size, Optional.empty(), Map.of());
  }

  /**
   * Fetches a manifest, or a list of them.
   *
   * <p>Its digest is compared with {@code reference}, if that is one, and with what the registry
   * says it is. A document larger than {@link ClientSettings#documentBytes()} is refused as {@link
   * Kind#TOO_LARGE} without reading it all, and one of no known kind as {@link Kind#UNSUPPORTED}.
   *
   * @param reference a tag, or {@code sha256:} and 64 digits
   */
  public RemoteManifest fetchManifest(RemoteRepository repository, String reference) {
    String what = "fetch the manifest of " + named(repository, reference);
    Registry registry = registry(repository);
    Attempts attempts = registry.attempts(what);
    while (true) {
      try {
        return fetchManifest(registry, what, repository, reference);
      } catch (RegistryFailure failure) {
        attempts.failed(failure);
      }
    }
  }

  private RemoteManifest fetchManifest(
      Registry registry, String what, RemoteRepository repository, String reference) {
    Call call = manifest(registry, what, repository, reference);
    try (Answer answer = registry.askOnce(call, Access.pull(repository), Set.of(200))) {
      RemoteManifest manifest =
          RemoteManifest.of(mediaType(answer), documents.read(registry, what, answer));
      String actual = manifest.digest().toString();
      String wanted =
          isDigest(reference)
              ? reference
              : answer.header("Docker-Content-Digest").filter(d -> isDigest(d)).orElse(actual);
      if (!actual.equals(wanted)) {
        throw registry.wrong(
            what,
            Kind.DAMAGED,
            "sent a document whose digest is " + actual + " instead of " + wanted,
            "run the command again; if it is the same then, have the image pushed again");
      }
      if (!manifest.isUnderstood()) {
        throw registry.wrong(
            what,
            Kind.UNSUPPORTED,
            "sent a document of the media type '"
                + ForeignText.shown(manifest.mediaType())
                + "', which is no manifest of an image that is understood here",
            "push the image again with a current tool, as an OCI image or with Docker's schema 2");
      }
      return manifest;
    }
  }

  /**
   * Fetches a blob into {@code file}, which is made, or emptied if it exists.
   *
   * <p>A connection that breaks is resumed where it broke, if the registry can; else the file is
   * begun anew. Size and digest are checked as the bytes come; if this method returns, the file
   * holds exactly what {@code blob} describes, not yet synced to the disk. If it throws, the file
   * may be there with part of it.
   *
   * @param progress told by the calling thread how many bytes of the file there are; goes back to
   *     less where the file is begun anew
   */
  public void fetchBlob(
      RemoteRepository repository, Descriptor blob, Path file, LongConsumer progress) {
    new BlobDownload(registry(repository), checked(repository), blob, file, progress).run();
  }

  /**
   * Returns all tags of a repository in the order of their characters.
   *
   * @throws RegistryFailure of kind {@link Kind#NOT_FOUND} if there is no such repository
   */
  public List<String> listTags(RemoteRepository repository) {
    return new TagList(registry(repository), checked(repository), documents).read();
  }

  /** Returns whether the repository has a blob, asking with the right to write to it. */
  public boolean hasBlob(RemoteRepository repository, Digest digest) {
    Registry registry = registry(repository);
    String what = "look for " + digest + " in " + repository;
    Call call = registry.call(what, checked(repository).path() + "/blobs/" + digest);
    try (Answer answer =
        registry.ask(call.withMethod("HEAD"), Access.push(repository), Set.of(200, 404))) {
      return answer.status() == 200;
    }
  }

  /**
   * Has the registry take a blob over from another of its repositories, so that it need not be
   * sent.
   *
   * @return whether it did; if not, the blob has to be uploaded. A refusal of any kind counts as
   *     no, and so does a registry that breaks down over it
   */
  public boolean mountBlob(RemoteRepository repository, Digest digest, RemoteRepository from) {
    if (!from.authority().equals(repository.authority())) {
      return false;
    }
    Registry registry = registry(repository);
    String what = "take " + digest + " over from " + from + " to " + repository;
    String query = "?mount=" + digest + "&from=" + checked(from).path();
    Call call = registry.call(what, checked(repository).path() + "/blobs/uploads/" + query);
    Access access = new Access(repository, true, Optional.of(from.path()));
    try (Answer answer = registry.ask(call.withMethod("POST"), access, Set.of(201, 202))) {
      if (answer.status() == 202) {
        forget(registry, call.withUri(Transport.location(call, answer)), access);
      }
      return answer.status() == 201;
    } catch (RegistryFailure failure) {
      if (Set.of(Kind.UNAUTHORIZED, Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.UNEXPECTED, Kind.FAULT)
          .contains(failure.kind())) {
        return false;
      }
      throw failure;
    }
  }

  /** Ends an upload that the registry began for a blob it could not mount. */
  private static void forget(Registry registry, Call upload, Access access) {
    try {
      registry.askOnce(upload.withMethod("DELETE"), access, Set.of(200, 202, 204)).close();
    } catch (RegistryFailure failure) {
      if (failure.kind() == Kind.INTERRUPTED) {
        throw failure;
      }
      // registries end them by themselves, sooner or later
    }
  }

  /**
   * Uploads a blob; whether the registry has it is not asked.
   *
   * @param content read from its beginning at each try
   * @param progress told, by another thread than the calling one, how many bytes were read; goes
   *     back where a try failed
   */
  public void uploadBlob(
      RemoteRepository repository, Descriptor blob, ContentSource content, LongConsumer progress) {
    new BlobUpload(registry(repository), checked(repository), blob, content, progress).run();
  }

  /**
   * Uploads a manifest or a list of them, all of whose parts the registry has.
   *
   * @param reference the tag to give it, or its digest to give it none
   * @return its digest
   */
  public Digest uploadManifest(
      RemoteRepository repository, String reference, String mediaType, byte[] content) {
    String what = "push the manifest of " + named(repository, reference);
    Digest digest = Digest.of(content);
    if (isDigest(reference) && !reference.equals(digest.toString())) {
      throw new IllegalArgumentException("not the digest of the manifest: " + reference);
    }
    Registry registry = registry(repository);
    Call call =
        registry
            .call(what, checked(repository).path() + "/manifests/" + reference)
            .withMethod("PUT")
            .withHeader("Content-Type", mediaType)
            .withContent(Content.of(content));
    try (Answer answer = registry.ask(call, Access.push(repository), Set.of(200, 201, 202))) {
      Optional<Digest> told = digest(answer);
      if (told.isPresent() && !told.get().equals(digest)) {
        throw registry.wrong(
            what,
            Kind.DAMAGED,
            "keeps a document whose digest is " + told.get() + " instead of " + digest,
            "run the command again");
      }
    }
    return digest;
  }

  /** Lets go of all connections. To be called once no other thread is in here. */
  @Override
  public void close() {
    clients.close();
  }

  private Registry registry(RemoteRepository repository) {
    return registries.computeIfAbsent(
        new Peer(repository.authority(), repository.insecure()),
        peer ->
            new Registry(
                peer.authority, peer.insecure, transport, credentials, settings, surroundings));
  }

  private static Call manifest(
      Registry registry, String what, RemoteRepository repository, String reference) {
    return registry
        .call(what, checked(repository).path() + "/manifests/" + reference)
        .withHeader("Accept", RemoteManifest.ACCEPTED);
  }

  /** What is not a path must not become part of an address. */
  private static RemoteRepository checked(RemoteRepository repository) {
    if (!PATH.matcher(repository.path()).matches()) {
      throw new IllegalArgumentException("not the path of a repository: " + repository.path());
    }
    return repository;
  }

  private static String named(RemoteRepository repository, String reference) {
    if (!isDigest(reference) && !TAG.matcher(reference).matches()) {
      throw new IllegalArgumentException("neither a tag nor a digest: " + reference);
    }
    return repository + (isDigest(reference) ? "@" : ":") + reference;
  }

  private static boolean isDigest(String reference) {
    return reference.matches("sha256:[0-9a-f]{64}");
  }

  private static Optional<Digest> digest(Answer answer) {
    return answer
        .header("Docker-Content-Digest")
        .filter(RegistryClient::isDigest)
        .map(Digest::parse);
  }

  private static String mediaType(Answer answer) {
    String written = answer.header("Content-Type").orElse("");
    int parameters = written.indexOf(';');
    return (parameters < 0 ? written : written.substring(0, parameters)).strip();
  }
}
