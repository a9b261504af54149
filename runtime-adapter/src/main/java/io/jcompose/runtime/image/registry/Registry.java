package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One registry as it is spoken to: how it is reached, who asks, and what it is asked again. */
final class Registry {
  /** A registry that is known by one name and answers under another. */
  private static final String DOCKER_HUB = "docker.io";

  private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

  private final String authority;
  private final boolean insecure;
  private final Transport transport;
  private final Authenticator authenticator;
  private final Refusal refusal;
  private final ClientSettings settings;
  private final Surroundings.Sleeper sleeper;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable URI base;

  Registry(
      String authority,
      boolean insecure,
      Transport transport,
      CredentialSource credentials,
      ClientSettings settings,
      Surroundings surroundings) {
    this.authority = authority;
    this.insecure = insecure;
    this.transport = transport;
    this.refusal = new Refusal(surroundings.clock());
    this.authenticator =
        new Authenticator(credentials, transport, refusal, surroundings.clock(), authority);
    this.settings = settings;
    this.sleeper = surroundings.sleeper();
  }

  ClientSettings settings() {
    return settings;
  }

  /** Returns the counter of the tries of something that takes several requests. */
  Attempts attempts(String what) {
    return new Attempts(settings, sleeper, what);
  }

  /**
   * Returns a GET.
   *
   * @param what is being done, to follow "cannot"
   * @param path below {@code /v2/}
   */
  Call call(String what, String path) {
    return Call.get(what, base(what).resolve("/v2/" + path), insecure);
  }

  /** Returns the answer, which has one of the wanted statuses; tries again where that may help. */
  Answer ask(Call call, Access access, Set<Integer> wanted) {
    Attempts attempts = attempts(call.what());
    while (true) {
      try {
        return askOnce(call, access, wanted);
      } catch (RegistryFailure failure) {
        attempts.failed(failure);
      }
    }
  }

  /** Returns the answer of one try, not counting the one that says how to log in. */
  Answer askOnce(Call call, Access access, Set<Integer> wanted) {
    Origin home = Origin.of(base(call.what())).orElseThrow();
    Optional<String> said = authenticator.authorization(call.what(), access);
    Answer answer = transport.exchange(call, home, said);
    if (answer.status() == 401 && Origin.of(answer.from()).equals(Optional.of(home))) {
      Optional<String> better;
      try {
        better = authenticator.authorization(answer.challenges(), call.what(), access, said);
      } catch (RuntimeException e) {
        answer.close();
        throw e;
      }
      if (better.isPresent()) {
        answer.close();
        said = better;
        answer = transport.exchange(call, home, said);
      }
    }
    if (wanted.contains(answer.status())) {
      return answer;
    }
    try (Answer refused = answer) {
      // who was not asked for is not looked up for a message
      boolean known = said.isPresent() && authenticator.knowsSomebody(call.what(), access);
      throw refusal.of(
          refused,
          call.what(),
          authority,
          known,
          known ? authenticator.secrets(call.what(), access) : List.of());
    }
  }

  /** Returns the failure of an answer whose status is right and whose content is not. */
  RegistryFailure wrong(String what, Kind kind, String why, String hint) {
    return RegistryFailure.lasting(kind, "cannot " + what + ": " + authority + " " + why, hint);
  }

  private URI base(String what) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw Transport.interrupted(what, e);
    }
    try {
      URI known = base;
      if (known == null) {
        known = insecure ? found(what) : at("https");
        base = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private URI at(String scheme) {
    return URI.create(
        scheme + "://" + (authority.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : authority));
  }

  /** TLS first: that plain HTTP is allowed does not mean that it is spoken. */
  private URI found(String what) {
    Attempts attempts = attempts(what);
    while (true) {
      try {
        return foundOnce(what);
      } catch (RegistryFailure failure) {
        attempts.failed(failure);
      }
    }
  }

  private URI foundOnce(String what) {
    try {
      greet(what, at("https"));
      return at("https");
    } catch (RegistryFailure tls) {
      if (tls.kind() == Kind.INTERRUPTED) {
        throw tls;
      }
      int status = greet(what, at("http"));
      if (status == 400 && tls.kind() != Kind.PLAIN_HTTP) {
        throw tls; // so speaks who expects TLS and hears plain HTTP
      }
      return at("http");
    }
  }

  private int greet(String what, URI where) {
    Call call = Call.get(what, where.resolve("/v2/"), true);
    try (Answer answer = transport.direct(call, Optional.empty())) {
      return answer.status();
    }
  }
}
