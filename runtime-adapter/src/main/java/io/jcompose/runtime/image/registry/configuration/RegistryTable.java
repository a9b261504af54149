package io.jcompose.runtime.image.registry.configuration;

import java.util.List;
import java.util.Optional;

/**
 * One {@code [[registry]]}.
 *
 * @param prefix which names it is about: a registry, with or without a part of the path, even to
 *     tag or digest; or {@code *.} and a host
 * @param location what stands in place of the prefix when an image is asked for; empty to ask for
 *     names as they are
 * @param file where it was read
 */
record RegistryTable(
    String prefix,
    Optional<String> location,
    boolean insecure,
    boolean blocked,
    boolean mirrorByDigestOnly,
    List<Mirror> mirrors,
    String file) {
  private static final String ANY_SUBDOMAIN = "*.";

  RegistryTable {
    mirrors = List.copyOf(mirrors);
  }

  /** One {@code [[registry.mirror]]}. */
  record Mirror(String location, boolean insecure, Use use) {}

  /** What a mirror is asked for. */
  enum Use {
    ALL,
    DIGEST_ONLY,
    TAG_ONLY
  }

  /** Returns the mirrors that are asked for an image, by digest or by tag, in order. */
  List<Mirror> mirrors(boolean byDigest) {
    if (mirrorByDigestOnly && !byDigest) {
      return List.of();
    }
    Use other = byDigest ? Use.TAG_ONLY : Use.DIGEST_ONLY;
    return mirrors.stream().filter(mirror -> mirror.use() != other).toList();
  }

  /**
   * Returns how many characters of a name are what the prefix means; empty if it is not about that
   * name. A prefix without a port is about all ports of its host, as with podman.
   *
   * @param name with its registry
   */
  Optional<Integer> match(String name) {
    int end =
        prefix.startsWith(ANY_SUBDOMAIN)
            ? endOfSubdomain(name)
            : name.startsWith(prefix) ? prefix.length() : -1;
    boolean whole = end >= 0 && (end == name.length() || ":/@".indexOf(name.charAt(end)) >= 0);
    return whole ? Optional.of(end) : Optional.empty();
  }

  private int endOfSubdomain(String name) {
    String domain = prefix.substring(1);
    int hostEnd = name.indexOf('/');
    String authority = hostEnd < 0 ? name : name.substring(0, hostEnd);
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.endsWith(domain) && host.length() > domain.length() ? host.length() : -1;
  }
}
