package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.registry.Credentials;
import io.jcompose.runtime.image.registry.Credentials.IdentityToken;
import io.jcompose.runtime.image.registry.Credentials.Password;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one file of credentials says, to be looked at and changed; nothing here writes it. No
 * failure quotes it.
 *
 * @see <a
 *     href="https://manpages.debian.org/unstable/containers-auth.json.5">containers-auth.json(5)</a>
 */
final class AuthenticationFile {
  private static final String ENTRIES = "auths";
  private static final String HELPERS = "credHelpers";
  private static final String STORE = "credsStore";

  private final AuthenticationPath path;
  private final ObjectNode top;
  private final ObjectNode entries;

  private AuthenticationFile(AuthenticationPath path, ObjectNode top, ObjectNode entries) {
    this.path = path;
    this.top = top;
    this.entries = entries;
  }

  /** Returns what {@code text} says; an empty text says nothing. */
  static AuthenticationFile parse(AuthenticationPath path, String text) {
    JsonNode top;
    try {
      top =
          text.isBlank()
              ? JsonMapper.shared().createObjectNode()
              : JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      // no cause: its message quotes the file
      throw broken(
          path,
          "it is no JSON at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
    if (!(top instanceof ObjectNode object)) {
      throw broken(path, "it is no JSON object");
    }
    if (path.legacy()) {
      return new AuthenticationFile(path, object, object);
    }
    JsonNode entries = object.path(ENTRIES);
    if (entries.isMissingNode() || entries.isNull()) {
      return new AuthenticationFile(path, object, JsonMapper.shared().createObjectNode());
    }
    if (!(entries instanceof ObjectNode known)) {
      throw broken(path, "'" + ENTRIES + "' is no object");
    }
    return new AuthenticationFile(path, object, known);
  }

  private static RuntimeFailure broken(AuthenticationPath path, String why) {
    return new RuntimeFailure(
        "cannot use " + path.file() + ": " + why,
        "mend the file, or remove it and log in again with 'jcompose login'");
  }

  /** A helper that the file names, and what it is to be asked for. */
  record Helper(String name, String server) {}

  /** Returns the helper that alone is asked about a registry. */
  Optional<Helper> helperOf(ServerName registry) {
    for (var helper : top.path(HELPERS).properties()) {
      if (ServerName.of(helper.getKey()).equals(registry)) {
        return text(helper.getValue()).map(name -> new Helper(name, helper.getKey()));
      }
    }
    return Optional.empty();
  }

  /** Returns the helper that is asked about all registries of which the file says nothing else. */
  Optional<Helper> helperOfAll(ServerName registry) {
    return text(top.path(STORE)).map(name -> new Helper(name, registry.forHelper()));
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asString("")).filter(text -> !text.isEmpty());
  }

  /** Returns what the file itself holds for exactly this name. */
  Optional<Credentials> find(ServerName name) {
    return keyOf(name).flatMap(key -> credentials(key, entries.path(key)));
  }

  /** Returns whether there is an entry of exactly this name, be it empty. */
  boolean knows(ServerName name) {
    return keyOf(name).isPresent();
  }

  private Optional<String> keyOf(ServerName name) {
    if (entries.has(name.value())) {
      return Optional.of(name.value());
    }
    return entries.propertyNames().stream()
        .filter(key -> ServerName.of(key).equals(name))
        .findFirst();
  }

  private Optional<Credentials> credentials(String key, JsonNode entry) {
    Optional<String> token = text(entry.path("identitytoken"));
    if (token.isPresent()) {
      return token.map(IdentityToken::new);
    }
    return text(entry.path("auth")).map(encoded -> decode(key, encoded));
  }

  private Password decode(String key, String encoded) {
    String decoded;
    try {
      decoded = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw broken(path, "'auth' of '" + key + "' is no base 64");
    }
    int colon = decoded.indexOf(':');
    if (colon < 0) {
      throw broken(path, "'auth' of '" + key + "' is not made of user, ':' and password");
    }
    return new Password(decoded.substring(0, colon), decoded.substring(colon + 1));
  }

  /** Puts a password in place of whatever the file held for this name. */
  void put(ServerName name, Password password) {
    String pair = password.user() + ":" + password.password();
    ObjectNode entry = JsonMapper.shared().createObjectNode();
    entry.put("auth", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    remove(name);
    entries.set(name.value(), entry);
    top.set(ENTRIES, entries);
  }

  /** Takes out all entries of exactly this name, however it is written; returns whether any was. */
  boolean remove(ServerName name) {
    List<String> keys =
        entries.propertyNames().stream().filter(key -> ServerName.of(key).equals(name)).toList();
    entries.remove(keys);
    return !keys.isEmpty();
  }

  /** Takes out all entries, and returns all that helpers may still hold. */
  List<Helper> removeAll() {
    List<Helper> helpers = new ArrayList<>();
    top.path(HELPERS)
        .properties()
        .forEach(
            helper ->
                text(helper.getValue())
                    .ifPresent(name -> helpers.add(new Helper(name, helper.getKey()))));
    text(top.path(STORE))
        .ifPresent(
            name -> entries.propertyNames().forEach(key -> helpers.add(new Helper(name, key))));
    entries.removeAll();
    return helpers;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the text to be written. */
  String text() {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(top) + "\n";
  }

  /** Says nothing of the content: this may end in a log. */
  @Override
  public String toString() {
    return path.file().toString();
  }
}
