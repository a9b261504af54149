package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.model.error.Problem;
import io.jcompose.model.value.ImageReference;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.ImageName;
import io.jcompose.runtime.image.WrittenName;
import io.jcompose.runtime.image.registry.RemoteRepository;
import io.jcompose.runtime.image.registry.configuration.RegistryTable.Mirror;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where images are asked for, by {@code registries.conf} and what belongs to it. Immutable.
 *
 * <p>Without any configuration a short name is one of {@code docker.io}, as with docker compose.
 *
 * @see <a
 *     href="https://manpages.debian.org/unstable/containers-registries.conf.5">containers-registries.conf(5)</a>
 */
public final class RegistriesConfiguration {
  private final ShortNames shortNames;
  private final Map<String, RegistryTable> tables;
  private final CredentialKeepers keepers;
  private final List<Problem> warnings;

  private RegistriesConfiguration(
      ShortNames shortNames,
      Map<String, RegistryTable> tables,
      CredentialKeepers keepers,
      List<Problem> warnings) {
    this.shortNames = shortNames;
    this.keepers = keepers;
    this.tables = tables;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads the configuration that holds for the calling user.
   *
   * @throws UnusableRegistriesException with all mistakes of all files
   * @throws RuntimeFailure if a file cannot be read
   */
  public static RegistriesConfiguration read(Host host) {
    return read(UserFolders.of(host));
  }

  static RegistriesConfiguration read(UserFolders folders) {
    List<String> searched = List.of(ImageName.HUB);
    ShortNameMode mode = ShortNameMode.PERMISSIVE;
    Map<String, RegistryTable> tables = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    CredentialKeepers keepers =
        new CredentialKeepers(
            List.of(CredentialKeepers.FILES), folders.host("etc/containers/registries.conf"));
    FileReport report = new FileReport();
    for (ConfigurationFiles.Found found : new ConfigurationFiles(folders).read()) {
      RegistriesFile file = RegistriesFile.read(found.path().toString(), found.text(), report);
      searched = file.searched().orElse(searched);
      mode = file.mode().orElse(mode);
      keepers =
          file.keepers().map(names -> new CredentialKeepers(names, found.path())).orElse(keepers);
      file.tables().forEach(table -> tables.put(table.prefix(), table));
      aliases.putAll(file.aliases());
    }
    report.throwIfUnusable();
    return new RegistriesConfiguration(
        new ShortNames(searched, mode, aliases), tables, keepers, report.warnings());
  }

  /** Returns who is asked for credentials; the files alone if nothing else is said. */
  CredentialKeepers keepers() {
    return keepers;
  }

  /** Returns what in the files means nothing to jcompose, each with its place. */
  public List<Problem> warnings() {
    return warnings;
  }

  /**
   * Returns where to ask for an image, in this order, until one of the places has it: the mirrors
   * of a registry before the registry itself, and for a short name all registries that may be
   * meant. {@code docker.io} is asked at {@code registry-1.docker.io}.
   *
   * @return not empty, except for what is no name, which no registry has
   * @throws RuntimeFailure if the registry is blocked, or it is ambiguous what a short name means;
   *     it names the file or the rule
   */
  public List<RemoteImage> candidates(ImageReference reference) {
    if (!reference.isName()) {
      return List.of();
    }
    List<RemoteImage> places = new ArrayList<>();
    List<RuntimeFailure> blocked = new ArrayList<>();
    for (ImageName meaning : shortNames.meanings(reference)) {
      Optional<RegistryTable> table = table(text(meaning));
      if (table.filter(RegistryTable::blocked).isPresent()) {
        blocked.add(blocked(meaning, table.get()));
      } else {
        places.addAll(places(meaning, table));
      }
    }
    if (places.isEmpty()) {
      throw blocked.get(0);
    }
    places.subList(0, places.size() - 1).replaceAll(RemoteImage::beforeAnother);
    return List.copyOf(places);
  }

  /**
   * Returns a registry, or a repository of one, as somebody who logs in or pushes speaks to it:
   * mirrors and locations, which are for reading, are not looked at.
   *
   * @param name such as {@code registry.example:5000} or {@code registry.example/team/app}
   */
  public RemoteRepository repository(String name) {
    return repository(name, table(name).map(RegistryTable::insecure).orElse(false));
  }

  private static List<RemoteImage> places(ImageName name, Optional<RegistryTable> table) {
    List<RemoteImage> places = new ArrayList<>();
    if (table.isPresent()) {
      for (Mirror mirror : table.get().mirrors(name.digest().isPresent())) {
        places.add(place(name, table.get(), Optional.of(mirror.location()), mirror.insecure()));
      }
      places.add(place(name, table.get(), table.get().location(), table.get().insecure()));
    } else {
      places.add(place(name, text(name), false));
    }
    return places;
  }

  private static RemoteImage place(
      ImageName name, RegistryTable table, Optional<String> location, boolean insecure) {
    if (location.isEmpty()) {
      return place(name, text(name), insecure);
    }
    String start = location.get();
    String rest = text(name).substring(table.match(text(name)).orElse(0));
    boolean restBeginsWithPort = rest.startsWith(":") && rest.contains("/");
    if (restBeginsWithPort && (start.contains("/") || start.contains(":"))) {
      throw new RuntimeFailure(
          "cannot ask for '"
              + text(name)
              + "': "
              + table.file()
              + " puts '"
              + start
              + "' in place of '"
              + table.prefix()
              + "', and no port can follow that",
          "add a [[registry]] whose prefix has the port");
    }
    return place(name, start + rest, insecure);
  }

  private static RemoteImage place(ImageName name, String there, boolean insecure) {
    WrittenName parts = WrittenName.parse(there);
    // a host without a dot is read as a part of the path, which comes to the same
    String repository =
        parts
            .registry()
            .map(registry -> ImageName.at(registry, parts).repository())
            .orElse(parts.path());
    return new RemoteImage(
        new ImageReference(text(name)),
        repository(repository, insecure),
        parts.tag().orElse(name.tag()),
        parts.digest(),
        false);
  }

  private static RemoteRepository repository(String name, boolean insecure) {
    int slash = name.indexOf('/');
    String registry = slash < 0 ? name : name.substring(0, slash);
    return new RemoteRepository(
        RegistryHosts.asked(registry), slash < 0 ? "" : name.substring(slash + 1), insecure);
  }

  /** Returns the table that is about a name: of several the one with the longest prefix. */
  private Optional<RegistryTable> table(String name) {
    return tables.values().stream()
        .filter(table -> table.match(name).isPresent())
        .max(Comparator.comparingInt(table -> table.prefix().length()));
  }

  /** Returns the name with what is asked for: the digest if there is one, or else the tag. */
  private static String text(ImageName name) {
    return name.repository()
        + name.digest().map(digest -> "@" + digest).orElseGet(() -> ":" + name.tag());
  }

  private static RuntimeFailure blocked(ImageName name, RegistryTable table) {
    return new RuntimeFailure(
        "cannot ask for '" + text(name) + "': " + table.file() + " blocks '" + table.prefix() + "'",
        "use an image of another registry, or remove 'blocked = true' from " + table.file());
  }
}
