package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and follows redirects. An authorization goes to whom it was meant for and to
 * nobody else, and the way never leads from TLS to plain HTTP unless that is allowed.
 */
final class Transport {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> REDIRECTS_OF_ANY_METHOD = Set.of(307, 308);

  private final HttpClients clients;
  private final Proxies proxies;
  private final Duration idleTimeout;

  Transport(HttpClients clients, Proxies proxies, Duration idleTimeout) {
    this.clients = clients;
    this.proxies = proxies;
    this.idleTimeout = idleTimeout;
  }

  /**
   * Returns the answer of the last one in the row of redirects, whatever its status.
   *
   * @param home the only one who is shown the authorization
   * @param authorization empty to come as a stranger
   */
  Answer exchange(Call call, Origin home, Optional<String> authorization) {
    Call current = call;
    boolean atHome = true;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Origin origin = spoken(current);
      atHome = atHome && origin.equals(home);
      Answer answer = once(current, origin, atHome ? authorization : Optional.empty());
      boolean follow =
          REDIRECTS_OF_ANY_METHOD.contains(answer.status())
              || (call.onlyReads() && REDIRECTS.contains(answer.status()));
      if (!follow) {
        return answer;
      }
      try (answer) {
        current = current.withUri(location(call, answer));
      }
    }
    throw RegistryFailure.lasting(
        Kind.UNEXPECTED,
        "cannot " + call.what() + ": more than " + MOST_REDIRECTS + " redirects, one to the next",
        "ask whoever runs the registry to look at its redirects");
  }

  /** Returns the answer of whom the call names, and of nobody else. */
  Answer direct(Call call, Optional<String> authorization) {
    return once(call, spoken(call), authorization);
  }

  /** Returns where an answer sends us, which may be written as seen from there. */
  static URI location(Call call, Answer answer) {
    Optional<String> written = answer.header("Location");
    try {
      return answer.from().resolve(written.orElseThrow(IllegalArgumentException::new));
    } catch (IllegalArgumentException e) {
      throw unfollowable(call, "to no address that can be understood");
    }
  }

  private static Origin spoken(Call call) {
    Optional<Origin> origin = Origin.of(call.uri());
    if (origin.isEmpty()) {
      throw unfollowable(call, "to what is neither https nor http");
    }
    if (!origin.get().isTls() && !call.insecure()) {
      throw unfollowable(
          call, "to plain HTTP at " + origin.get().authority() + ", which is not allowed");
    }
    return origin.get();
  }

  private static RegistryFailure unfollowable(Call call, String where) {
    return RegistryFailure.lasting(
        Kind.UNEXPECTED,
        "cannot " + call.what() + ": the registry sends us " + where,
        "ask whoever runs the registry to look at the addresses it gives out, often set by a proxy"
            + " in front of it");
  }

  private Answer once(Call call, Origin origin, Optional<String> authorization) {
    Optional<Proxies.Address> proxy = proxies.leadingTo(call.uri());
    HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
    request.setHeader("User-Agent", "jcompose");
    call.headers().forEach(request::setHeader);
    authorization.ifPresent(value -> request.setHeader("Authorization", value));
    proxy
        .flatMap(Proxies.Address::authorization)
        .ifPresent(value -> request.setHeader("Proxy-Authorization", value));
    String way = proxy.map(address -> " through the proxy " + address).orElse("");
    try (SentStream sent = open(call)) {
      request.method(call.method(), publisher(call, sent));
      try {
        HttpResponse<AnswerStream> response = send(origin, call.insecure(), request.build(), sent);
        return new Answer(response.statusCode(), response.headers(), call.uri(), response.body());
      } catch (IOException e) {
        Optional<IOException> local = sent.failure();
        if (local.isPresent()) {
          throw unreadable(call, local.get());
        }
        throw ConnectionProblem.of(e, call.what(), origin, way);
      } catch (InterruptedException e) {
        throw interrupted(call.what(), e);
      }
    } catch (IOException e) {
      throw unreadable(call, e);
    }
  }

  private static SentStream open(Call call) throws IOException {
    return new SentStream(
        call.content().isPresent()
            ? call.content().get().source().open()
            : InputStream.nullInputStream());
  }

  private static BodyPublisher publisher(Call call, SentStream sent) {
    long length = call.content().map(Content::length).orElse(0L);
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> sent), length);
  }

  private HttpResponse<AnswerStream> send(
      Origin origin, boolean insecure, HttpRequest request, SentStream sent)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<AnswerStream>> future =
        clients
            .get(origin.authority(), insecure)
            .sendAsync(request, head -> new AnswerStream(idleTimeout));
    long started = System.nanoTime();
    boolean done = false;
    try {
      while (true) {
        long idle = System.nanoTime() - Math.max(started, sent.moved());
        long left = idleTimeout.toNanos() - idle;
        if (left <= 0) {
          throw new HttpTimeoutException("no answer for " + idleTimeout.toSeconds() + " s");
        }
        HttpResponse<AnswerStream> response = within(future, left);
        if (response != null) {
          done = true;
          return response;
        }
      }
    } finally {
      if (!done) {
        future.cancel(true);
      }
    }
  }

  private static @Nullable HttpResponse<AnswerStream> within(
      CompletableFuture<HttpResponse<AnswerStream>> future, long nanoseconds)
      throws IOException, InterruptedException {
    try {
      return future.get(nanoseconds, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private static RegistryFailure unreadable(Call call, IOException why) {
    return RegistryFailure.lasting(
        Kind.LOCAL,
        "cannot " + call.what() + ": what is to be sent cannot be read: " + why.getMessage(),
        "check the disk that it is read from",
        why);
  }

  /** Returns the failure of an interrupted thread, and sets its flag again. */
  static RegistryFailure interrupted(String what, @Nullable Throwable cause) {
    Thread.currentThread().interrupt();
    return RegistryFailure.lasting(
        Kind.INTERRUPTED, "cannot " + what + ": interrupted", "run the command again", cause);
  }
}
