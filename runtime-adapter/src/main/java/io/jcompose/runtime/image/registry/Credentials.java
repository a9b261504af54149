package io.jcompose.runtime.image.registry;

/** What somebody proves to a registry who they are with. Never printed. */
public sealed interface Credentials {
  /** A user's name and password. */
  record Password(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "password of " + user;
    }
  }

  /** A token that was given at a login, to get others with (OAuth2's refresh token). */
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "identity token";
    }
  }
}
