package io.jcompose.runtime.image.registry;

import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry was asked for something, and it did not come about. The message says what was tried,
 * on what and why not, with the registry's own words where it had any; it holds no credential.
 */
public final class RegistryFailure extends RuntimeFailure {
  private static final long serialVersionUID = 1;

  /** Why not; what callers branch on. */
  public enum Kind {
    /** The registry wants credentials, or others than it got. */
    UNAUTHORIZED,
    /** The registry knows who asks, and does not let them. */
    FORBIDDEN,
    /** There is no such manifest, blob or repository. */
    NOT_FOUND,
    /** The registry asks to come back later. */
    BUSY,
    /** The registry has a fault of its own. */
    FAULT,
    /** The registry said something else than the protocol foresees. */
    UNEXPECTED,
    /** Nobody answers: no such host, no route, nobody listens. */
    UNREACHABLE,
    /** TLS does not come about, mostly for want of trust. */
    TLS,
    /** The registry speaks plain HTTP, which is not allowed for it. */
    PLAIN_HTTP,
    /** The connection broke, or nothing came for too long. */
    BROKEN,
    /** What came is not what the digest or the size says. */
    DAMAGED,
    /** What came is larger than is taken in. */
    TOO_LARGE,
    /** What came is of a kind that is not understood. */
    UNSUPPORTED,
    /** A file of this host cannot be read or written. */
    LOCAL,
    /** The calling thread was interrupted; its flag is set. */
    INTERRUPTED
  }

  private final Kind kind;
  private final boolean passing;
  private final @Nullable Duration retryAfter;

  private RegistryFailure(
      Kind kind,
      boolean passing,
      @Nullable Duration retryAfter,
      String message,
      String hint,
      @Nullable Throwable cause) {
    super(message, hint, cause);
    this.kind = kind;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  /** Creates a failure that another try would not change. */
  static RegistryFailure lasting(
      Kind kind, String message, String hint, @Nullable Throwable cause) {
    return new RegistryFailure(kind, false, null, message, hint, cause);
  }

  /** Creates a failure that another try would not change, and nothing else caused. */
  static RegistryFailure lasting(Kind kind, String message, String hint) {
    return lasting(kind, message, hint, null);
  }

  /** Creates a failure that may be gone at the next try. */
  static RegistryFailure passing(
      Kind kind, String message, String hint, @Nullable Throwable cause) {
    return new RegistryFailure(kind, true, null, message, hint, cause);
  }

  /** Returns the same failure with the pause that the registry asks for. */
  RegistryFailure after(Duration pause) {
    return new RegistryFailure(kind, passing, pause, text(), hint(), this);
  }

  /** Returns the same failure, which no further try shall follow, with the number of tries. */
  RegistryFailure lastOf(int tries) {
    return new RegistryFailure(
        kind, false, null, text() + " (tried " + tries + " times)", hint(), this);
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  /** Returns why. */
  public Kind kind() {
    return kind;
  }

  /** Returns whether the same request may succeed a little later. */
  boolean isPassing() {
    return passing;
  }

  /** Returns the pause that the registry asks for. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
