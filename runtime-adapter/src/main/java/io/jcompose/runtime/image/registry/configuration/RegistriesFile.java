package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.WrittenName;
import io.jcompose.runtime.image.registry.configuration.RegistryTable.Mirror;
import io.jcompose.runtime.image.registry.configuration.RegistryTable.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one file says: {@code registries.conf}, one of {@code registries.conf.d}, or the aliases
 * that podman recorded.
 *
 * @param searched the registries of short names; empty if the file does not speak of them
 * @param keepers who is asked for credentials; empty if the file does not speak of them
 * @param aliases short names and what they stand for; an empty text takes an alias back
 */
record RegistriesFile(
    Optional<List<String>> searched,
    Optional<ShortNameMode> mode,
    Optional<List<String>> keepers,
    List<RegistryTable> tables,
    Map<String, String> aliases) {
  private static final List<String> KEYS =
      List.of(
          "unqualified-search-registries",
          "short-name-mode",
          "credential-helpers",
          "registry",
          "aliases");
  private static final List<String> NOT_HONOURED = List.of("additional-layer-store-auth-helper");
  private static final List<String> TABLE_KEYS =
      List.of("prefix", "location", "insecure", "blocked", "mirror-by-digest-only", "mirror");
  private static final List<String> MIRROR_KEYS =
      List.of("location", "insecure", "pull-from-mirror");

  private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";
  private static final String HOST = LABEL + "(\\." + LABEL + ")*";
  private static final String AUTHORITY = "(" + HOST + "|\\[[0-9a-fA-F:]+\\])(:[0-9]+)?";
  private static final String NAME = "[a-z0-9]+([._-]+[a-z0-9]+)*";
  private static final String PATH = "(/" + NAME + ")*";
  private static final String SELECTOR =
      "(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?";
  private static final Pattern REGISTRY = Pattern.compile(AUTHORITY);
  private static final Pattern PLACE = Pattern.compile(AUTHORITY + PATH + SELECTOR);
  private static final Pattern ANY_SUBDOMAIN = Pattern.compile("\\*\\." + HOST);
  private static final Pattern SHORT_NAME = Pattern.compile(NAME + PATH);
  private static final Pattern FULL_NAME = Pattern.compile(AUTHORITY + "/" + NAME + PATH);

  /** Reads a file's text; tells its mistakes and oddities, and returns what else it says. */
  static RegistriesFile read(String file, String text, FileReport report) {
    TomlNode top = TomlNode.parse(file, text, report);
    top.member("registries")
        .filter(RegistriesFile::namesRegistries)
        .ifPresent(
            old ->
                old.wrong(
                    "this is version 1 of the format, which is not read",
                    "write 'unqualified-search-registries = [...]' and [[registry]] tables"));
    top.warnOfOthers(KEYS, NOT_HONOURED, List.of("registries"));
    return new RegistriesFile(
        top.member("unqualified-search-registries").map(RegistriesFile::searched),
        top.member("short-name-mode").flatMap(RegistriesFile::mode),
        top.member("credential-helpers").map(RegistriesFile::keepers).filter(all -> !all.isEmpty()),
        tables(top),
        top.member("aliases").map(RegistriesFile::aliases).orElse(Map.of()));
  }

  /** Old files that came with a distribution have the tables of version 1, with empty lists. */
  private static boolean namesRegistries(TomlNode old) {
    return old.members().stream()
        .flatMap(kind -> kind.member("registries").stream())
        .anyMatch(list -> !list.elements().isEmpty());
  }

  private static List<String> searched(TomlNode list) {
    List<String> registries = new ArrayList<>();
    for (TomlNode element : list.elements()) {
      element
          .text()
          .map(RegistriesFile::withoutSlashes)
          .ifPresent(
              registry -> {
                if (!REGISTRY.matcher(registry).matches()) {
                  element.wrong(
                      "'" + registry + "' is not a registry of the form HOST[:PORT]",
                      "write the host, without scheme and path");
                }
                registries.add(registry);
              });
    }
    return List.copyOf(registries);
  }

  private static List<String> keepers(TomlNode list) {
    List<String> keepers = new ArrayList<>();
    for (TomlNode element : list.elements()) {
      element
          .text()
          .ifPresent(
              name -> {
                if (!CredentialHelper.isLegal(name)) {
                  element.wrong(
                      "'" + name + "' is no credential helper",
                      "write '"
                          + CredentialKeepers.FILES
                          + "', or what follows 'docker-credential-' in a program's name");
                }
                keepers.add(name);
              });
    }
    return List.copyOf(keepers);
  }

  private static Optional<ShortNameMode> mode(TomlNode node) {
    String written = node.text().orElse("");
    Optional<ShortNameMode> mode = ShortNameMode.of(written);
    if (mode.isEmpty() && !written.isEmpty()) {
      node.wrong(
          "'" + written + "' is no mode", "write one of 'enforcing', 'permissive' and 'disabled'");
    }
    return mode;
  }

  private static Map<String, String> aliases(TomlNode table) {
    Map<String, String> aliases = new LinkedHashMap<>();
    for (TomlNode alias : table.members()) {
      String name = alias.key();
      String value = alias.text().orElse("");
      int slash = name.indexOf('/');
      if (!SHORT_NAME.matcher(name).matches()
          || (slash > 0 && WrittenName.isRegistry(name.substring(0, slash)))) {
        alias.wrong(
            "'" + name + "' is not a short name",
            "write a name without registry, tag and digest, in quotes");
      }
      if (!value.isEmpty() && !isFullName(value)) {
        alias.wrong(
            "'" + value + "' does not say in full what is meant",
            "write 'REGISTRY/PATH', without tag and digest, or '' to take the alias back");
      }
      aliases.put(name, value);
    }
    return aliases;
  }

  private static boolean isFullName(String text) {
    return FULL_NAME.matcher(text).matches()
        && WrittenName.isRegistry(text.substring(0, text.indexOf('/')));
  }

  private static List<RegistryTable> tables(TomlNode top) {
    List<RegistryTable> tables = new ArrayList<>();
    Map<String, RegistryTable> byLocation = new LinkedHashMap<>();
    for (TomlNode node : top.member("registry").map(TomlNode::elements).orElse(List.of())) {
      table(node)
          .ifPresent(
              table -> {
                tables.add(table);
                RegistryTable earlier =
                    byLocation.putIfAbsent(table.location().orElse(table.prefix()), table);
                if (earlier != null && earlier.insecure() != table.insecure()) {
                  contradiction(node, "insecure");
                }
                if (earlier != null && earlier.blocked() != table.blocked()) {
                  contradiction(node, "blocked");
                }
              });
    }
    return tables;
  }

  private static void contradiction(TomlNode node, String key) {
    node.wrong(
        "an earlier [[registry]] of this location says otherwise about '" + key + "'",
        "give all tables of one location the same '" + key + "'");
  }

  private static Optional<RegistryTable> table(TomlNode node) {
    node.warnOfOthers(TABLE_KEYS, List.of(), List.of("pull-from-mirror"));
    node.member("pull-from-mirror")
        .ifPresent(
            key ->
                key.wrong(
                    "'pull-from-mirror' belongs to a mirror",
                    "write it below [[registry.mirror]]"));
    Optional<String> location = node.member("location").flatMap(RegistriesFile::location);
    Optional<String> prefix =
        node.member("prefix").flatMap(RegistriesFile::prefix).or(() -> location);
    boolean byDigestOnly = node.flag("mirror-by-digest-only");
    List<Mirror> mirrors =
        node.member("mirror").map(TomlNode::elements).orElse(List.of()).stream()
            .flatMap(mirror -> mirror(mirror, byDigestOnly).stream())
            .toList();
    boolean insecure = node.flag("insecure");
    boolean blocked = node.flag("blocked");
    boolean anySubdomain = textOf(node, "prefix").startsWith("*.");
    // podman's own tools write an empty one beside a prefix such as '*.example.com'
    if (textOf(node, "location").isEmpty() && !anySubdomain) {
      node.wrong(
          "a [[registry]] without 'location'",
          "write 'location = \"HOST\"'; only a prefix such as '*.example.com' may stand alone");
    }
    return prefix.map(
        text ->
            new RegistryTable(
                text, location, insecure, blocked, byDigestOnly, mirrors, node.place().file()));
  }

  /** Returns a member's text; nothing if it is missing, or no text. */
  private static String textOf(TomlNode node, String key) {
    return node.member(key).flatMap(TomlNode::text).orElse("");
  }

  private static Optional<Mirror> mirror(TomlNode node, boolean byDigestOnly) {
    node.warnOfOthers(MIRROR_KEYS, List.of(), List.of());
    Optional<TomlNode> use = node.member("pull-from-mirror");
    if (byDigestOnly && use.flatMap(TomlNode::text).filter(text -> !text.isEmpty()).isPresent()) {
      use.get()
          .wrong(
              "'pull-from-mirror' and the registry's 'mirror-by-digest-only' do not go together",
              "leave 'mirror-by-digest-only' out");
    }
    if (textOf(node, "location").isEmpty()) {
      node.wrong("a mirror without 'location'", "write 'location = \"HOST\"'");
    }
    Use which = use.map(RegistriesFile::use).orElse(Use.ALL);
    boolean insecure = node.flag("insecure");
    return node.member("location")
        .flatMap(RegistriesFile::location)
        .map(location -> new Mirror(location, insecure, which));
  }

  private static Use use(TomlNode node) {
    String written = node.text().orElse("");
    return switch (written) {
      case "", "all" -> Use.ALL;
      case "digest-only" -> Use.DIGEST_ONLY;
      case "tag-only" -> Use.TAG_ONLY;
      default -> {
        node.wrong(
            "'" + written + "' says nothing about a mirror",
            "write one of 'all', 'digest-only' and 'tag-only'");
        yield Use.ALL;
      }
    };
  }

  private static Optional<String> prefix(TomlNode node) {
    Optional<String> written = node.text().filter(text -> !text.isEmpty());
    if (written.filter(text -> text.contains("*")).isEmpty()) {
      return written.flatMap(text -> place(node, text));
    }
    if (!ANY_SUBDOMAIN.matcher(written.get()).matches()) {
      node.wrong(
          "'" + written.get() + "' is not a prefix: '*.' may stand before a host only",
          "write '*.HOST' without port and path, or a prefix without '*'");
      return Optional.empty();
    }
    return written;
  }

  private static Optional<String> location(TomlNode node) {
    return node.text().filter(text -> !text.isEmpty()).flatMap(text -> place(node, text));
  }

  private static Optional<String> place(TomlNode node, String written) {
    String place = withoutSlashes(written);
    if (PLACE.matcher(place).matches()) {
      return Optional.of(place);
    }
    node.wrong(
        "'" + written + "' is not of the form HOST[:PORT][/PATH]",
        written.contains("://")
            ? "leave the scheme out; 'insecure = true' allows plain HTTP"
            : "write the registry, and after a slash the part of the path that is meant");
    return Optional.empty();
  }

  private static String withoutSlashes(String text) {
    return text.replaceFirst("/+$", "");
  }
}
