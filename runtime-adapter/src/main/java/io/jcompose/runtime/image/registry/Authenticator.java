package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells one registry who asks. What it learns from a refusal it knows the next time: the way the
 * registry wants it, and tokens for as long as they live. Safe for several threads, one of which
 * fetches what others wait for.
 */
final class Authenticator {
  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final CredentialSource source;
  private final Transport transport;
  private final Refusal refusal;
  private final Clock clock;
  private final String authority;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<RemoteRepository> asked = new HashSet<>();
  private final Map<RemoteRepository, Credentials> known = new HashMap<>();
  private final Map<Access, Token> tokens = new HashMap<>();
  private @Nullable Challenge wanted;

  /**
   * @param authority how the user calls the registry
   */
  Authenticator(
      CredentialSource source,
      Transport transport,
      Refusal refusal,
      Clock clock,
      String authority) {
    this.source = source;
    this.transport = transport;
    this.refusal = refusal;
    this.clock = clock;
    this.authority = authority;
  }

  /** Returns what to say at once; empty as long as the registry did not ask. */
  Optional<String> authorization(String what, Access access) {
    return alone(
        what, () -> wanted == null ? Optional.empty() : authorization(wanted, what, access));
  }

  /**
   * Returns what to say after a refusal; empty if there is nothing else to say.
   *
   * @param refused what was said
   */
  Optional<String> authorization(
      List<Challenge> challenges, String what, Access access, Optional<String> refused) {
    return alone(
        what,
        () -> {
          Optional<Challenge> chosen = choose(challenges);
          if (chosen.isEmpty()) {
            return Optional.empty();
          }
          wanted = chosen.get();
          Predicate<Token> wasRefused = token -> refused.equals(Optional.of(bearer(token)));
          if (Optional.ofNullable(tokens.get(access)).filter(wasRefused).isPresent()) {
            tokens.remove(access);
          }
          return authorization(wanted, what, access)
              .filter(value -> !refused.equals(Optional.of(value)));
        });
  }

  /** Returns whether there are credentials for {@code access}. */
  boolean knowsSomebody(String what, Access access) {
    return alone(what, () -> credentials(access.repository()).isPresent());
  }

  /** Returns what must not be repeated, in all the forms it is said in. */
  List<String> secrets(String what, Access access) {
    return alone(what, () -> secrets(access));
  }

  private List<String> secrets(Access access) {
    List<String> secrets = new ArrayList<>();
    Optional<Credentials> credentials = credentials(access.repository());
    if (credentials.isPresent()) {
      if (credentials.get() instanceof Credentials.Password password) {
        secrets.add(basic(password).substring("Basic ".length()));
        secrets.add(password.password());
      } else if (credentials.get() instanceof Credentials.IdentityToken identity) {
        secrets.add(identity.token());
      }
    }
    Optional.ofNullable(tokens.get(access)).map(Token::text).ifPresent(secrets::add);
    secrets.removeIf(String::isEmpty);
    return secrets;
  }

  private <T> T alone(String what, Supplier<T> work) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Transport.interrupted(what, e);
    }
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** A token says less than a password, so it is preferred. */
  private static Optional<Challenge> choose(List<Challenge> challenges) {
    Optional<Challenge> bearer =
        challenges.stream()
            .filter(c -> c.scheme().equals("bearer") && c.parameter("realm").isPresent())
            .findFirst();
    return bearer.or(() -> challenges.stream().filter(c -> c.scheme().equals("basic")).findFirst());
  }

  private Optional<String> authorization(Challenge challenge, String what, Access access) {
    Optional<Credentials> credentials = credentials(access.repository());
    if (challenge.scheme().equals("bearer")) {
      Token token = tokens.get(access);
      if (token == null || !token.isAlive(clock.instant())) {
        token = fetch(challenge, what, access, credentials);
        tokens.put(access, token);
      }
      return Optional.of(bearer(token));
    }
    // an identity token is good for getting other tokens only
    return credentials
        .filter(Credentials.Password.class::isInstance)
        .map(password -> basic((Credentials.Password) password));
  }

  /** Asks once: it may start a program that unlocks a key ring. */
  private Optional<Credentials> credentials(RemoteRepository repository) {
    if (!asked.contains(repository)) {
      source.find(repository).ifPresent(found -> known.put(repository, found));
      asked.add(repository);
    }
    return Optional.ofNullable(known.get(repository));
  }

  private Token fetch(
      Challenge challenge, String what, Access access, Optional<Credentials> credentials) {
    URI realm = realm(challenge, what, access.repository().insecure());
    Origin server = Origin.of(realm).orElseThrow();
    Call call = Call.get(what, realm, access.repository().insecure());
    try (Answer answer = ask(call, server, challenge, access, credentials)) {
      if (answer.status() != 200) {
        throw refused(answer, what, access, credentials.isPresent());
      }
      return Token.read(answer.beginning(LONGEST_ANSWER), clock.instant())
          .orElseThrow(() -> noToken(what, server));
    }
  }

  private Answer ask(
      Call call,
      Origin server,
      Challenge challenge,
      Access access,
      Optional<Credentials> credentials) {
    if (credentials.isPresent()
        && credentials.get() instanceof Credentials.IdentityToken identity) {
      // where a redirect leads to, nobody shall read the token
      return transport.direct(exchange(call, challenge, access, identity), Optional.empty());
    }
    Optional<Credentials.Password> password =
        credentials.map(found -> (Credentials.Password) found);
    return transport.exchange(
        call.withUri(question(call.uri(), challenge, access, password)),
        server,
        password.map(Authenticator::basic));
  }

  /** A token server that answers 400 to credentials does not know them: some do. */
  private RegistryFailure refused(Answer answer, String what, Access access, boolean known) {
    RegistryFailure failure = refusal.of(answer, what, authority, known, secrets(access));
    boolean refused = known && (answer.status() == 400 || answer.status() == 403);
    return refused
        ? RegistryFailure.lasting(
            Kind.UNAUTHORIZED,
            String.valueOf(failure.getMessage()),
            "log in with 'jcompose login " + authority + "' again")
        : failure;
  }

  private RegistryFailure noToken(String what, Origin server) {
    return RegistryFailure.lasting(
        Kind.UNEXPECTED,
        "cannot " + what + ": the token server " + server.authority() + " gave no token",
        "ask whoever runs " + authority + " to look at its token server");
  }

  /** The registry chooses who gives its tokens, as docker and podman let it; only TLS is ours. */
  private URI realm(Challenge challenge, String what, boolean insecure) {
    String written = challenge.parameter("realm").orElse("");
    try {
      URI realm = URI.create(written);
      Optional<Origin> origin = Origin.of(realm).filter(server -> server.isTls() || insecure);
      if (origin.isPresent()) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw RegistryFailure.lasting(
        Kind.UNEXPECTED,
        "cannot "
            + what
            + ": "
            + authority
            + " names a token server that is not spoken to: '"
            + ForeignText.shown(written)
            + "'",
        "ask whoever runs the registry for a token server with https");
  }

  private static URI question(
      URI realm, Challenge challenge, Access access, Optional<Credentials.Password> password) {
    StringBuilder query = new StringBuilder();
    challenge.parameter("service").ifPresent(service -> add(query, "service", service));
    access.scopes().forEach(scope -> add(query, "scope", scope));
    password.ifPresent(found -> add(query, "account", found.user()));
    if (query.isEmpty()) {
      return realm;
    }
    String text = realm.toString();
    int fragment = text.indexOf('#');
    String base = fragment < 0 ? text : text.substring(0, fragment);
    return URI.create(base + (realm.getRawQuery() == null ? "?" : "&") + query);
  }

  private static Call exchange(
      Call call, Challenge challenge, Access access, Credentials.IdentityToken identity) {
    StringBuilder form = new StringBuilder();
    add(form, "grant_type", "refresh_token");
    challenge.parameter("service").ifPresent(service -> add(form, "service", service));
    add(form, "client_id", "jcompose");
    if (!access.scopes().isEmpty()) {
      add(form, "scope", access.scopes().stream().collect(Collectors.joining(" ")));
    }
    add(form, "refresh_token", identity.token());
    return call.withMethod("POST")
        .withHeader("Content-Type", "application/x-www-form-urlencoded")
        .withContent(Content.of(form.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  private static void add(StringBuilder form, String name, String value) {
    form.append(form.isEmpty() ? "" : "&")
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static String bearer(Token token) {
    return "Bearer " + token.text();
  }

  private static String basic(Credentials.Password password) {
    String both = password.user() + ":" + password.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }
}
