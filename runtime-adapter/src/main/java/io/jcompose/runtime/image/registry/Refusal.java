package io.jcompose.runtime.image.registry;

import io.jcompose.runtime.image.registry.RegistryFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns an answer that is not what was asked for into the failure that tells it. */
final class Refusal {
  private static final int LONGEST = 16 * 1024;
  private static final int MOST_ERRORS = 3;
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

  private final Clock clock;

  Refusal(Clock clock) {
    this.clock = clock;
  }

  /** Returns whether the same request may be answered otherwise a little later. */
  static boolean isPassing(int status) {
    return PASSING.contains(status);
  }

  /**
   * Returns the failure; reads what the registry says of it.
   *
   * @param what was being done, to follow "cannot"
   * @param authority how the user calls the registry
   * @param known whether somebody's credentials were shown
   * @param secrets what must not be repeated, should the registry say it back
   */
  RegistryFailure of(
      Answer answer, String what, String authority, boolean known, List<String> secrets) {
    String words = words(answer, secrets).map(text -> " (" + text + ")").orElse("");
    String cannot = "cannot " + what + ": ";
    String login = "'jcompose login " + authority + "'";
    int status = answer.status();
    if (isPassing(status)) {
      return passing(answer, cannot + authority, words, login);
    }
    return switch (status) {
      case 401 ->
          RegistryFailure.lasting(
              Kind.UNAUTHORIZED,
              cannot
                  + authority
                  + (known ? " does not accept the credentials" : " wants to know who asks")
                  + words,
              "log in with " + login + (known ? " again" : ""));
      case 403 ->
          RegistryFailure.lasting(
              Kind.FORBIDDEN,
              cannot + authority + " does not allow it" + words,
              (known ? "log in as somebody who may, with " : "log in with ") + login);
      case 404 ->
          RegistryFailure.lasting(
              Kind.NOT_FOUND,
              cannot + authority + " does not have it" + words,
              "check the name and the tag; registries hide what is private from who is not logged"
                  + " in ("
                  + login
                  + ")");
      case 407 ->
          RegistryFailure.lasting(
              Kind.UNAUTHORIZED,
              cannot + "the proxy wants other credentials",
              "write them into the variable of the proxy, as http://USER:PASSWORD@HOST:PORT");
      default ->
          RegistryFailure.lasting(
              Kind.UNEXPECTED,
              cannot + authority + " answered with status " + status + words,
              "check that it is a registry, and what it logs");
    };
  }

  private RegistryFailure passing(Answer answer, String begun, String words, String login) {
    RegistryFailure failure =
        answer.status() == 429
            ? RegistryFailure.passing(
                Kind.BUSY,
                begun + " asks to come back later" + words,
                "wait a while; many registries allow more to who is logged in (" + login + ")",
                null)
            : RegistryFailure.passing(
                Kind.FAULT,
                begun + " has a fault of its own: status " + answer.status() + words,
                "run the command again, or ask whoever runs the registry",
                null);
    return answer.header("Retry-After").flatMap(this::pause).map(failure::after).orElse(failure);
  }

  private Optional<Duration> pause(String retryAfter) {
    if (retryAfter.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration pause = Duration.between(clock.instant(), then.toInstant());
      return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns what the registry says of the reason; empty if nothing that is meant for people. */
  private static Optional<String> words(Answer answer, List<String> secrets) {
    byte[] body = answer.beginning(LONGEST);
    Optional<ForeignJson> document = ForeignJson.parse(body);
    String said =
        document.isPresent()
            ? ofDocument(document.get())
            : answer.header("Content-Type").orElse("").startsWith("text/plain")
                ? new String(body, StandardCharsets.UTF_8)
                : "";
    for (String secret : secrets) {
      said = said.replace(secret, "***");
    }
    return Optional.of(ForeignText.shown(said)).filter(text -> !text.isEmpty());
  }

  private static String ofDocument(ForeignJson document) {
    String errors =
        document.member("errors").elements().stream()
            .limit(MOST_ERRORS)
            .map(error -> joined(error.text("code"), error.text("message")))
            .filter(error -> !error.isEmpty())
            .collect(Collectors.joining("; "));
    return errors.isEmpty()
        ? joined(
            document.text("error"),
            document
                .text("message")
                .or(() -> document.text("details"))
                .or(() -> document.text("error_description")))
        : errors;
  }

  private static String joined(Optional<String> code, Optional<String> message) {
    return Stream.of(code, message).flatMap(Optional::stream).collect(Collectors.joining(": "));
  }
}
