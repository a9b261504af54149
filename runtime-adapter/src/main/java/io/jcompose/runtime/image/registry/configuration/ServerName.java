package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.image.ImageName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A registry, or a part of one, as files of credentials call it: {@code registry.example:5000},
 * {@code registry.example/team/app}, {@code docker.io}.
 */
record ServerName(String value) {
  private static final Pattern SCHEME = Pattern.compile("^https?://");

  /** What docker puts behind the host of a registry. */
  private static final Pattern INTERFACE_VERSION = Pattern.compile("/v[12]/?$");

  /** What docker calls its own registry where it keeps credentials. */
  private static final String HUB_OF_DOCKER = "https://index.docker.io/v1/";

  /**
   * Returns the name behind the ways to write it: {@code https://index.docker.io/v1/} is {@code
   * docker.io}.
   */
  static ServerName of(String written) {
    String rest = SCHEME.matcher(written).replaceFirst("");
    if (rest.length() < written.length()) {
      rest = rest.replaceFirst("/.*$", ""); // docker's addresses mean the whole host
    }
    rest = INTERFACE_VERSION.matcher(rest).replaceFirst("").replaceFirst("/+$", "");
    int slash = rest.indexOf('/');
    String registry = slash < 0 ? rest : rest.substring(0, slash);
    return new ServerName(RegistryHosts.known(registry) + (slash < 0 ? "" : rest.substring(slash)));
  }

  /** Returns the registry alone. */
  ServerName registry() {
    return new ServerName(value.replaceFirst("/.*$", ""));
  }

  boolean isWholeRegistry() {
    return !value.contains("/");
  }

  /** Returns the name and all that it is a part of, the longest first. */
  List<ServerName> andAbove() {
    List<ServerName> names = new ArrayList<>();
    String rest = value;
    for (int slash = rest.lastIndexOf('/'); slash > 0; slash = rest.lastIndexOf('/')) {
      names.add(new ServerName(rest));
      rest = rest.substring(0, slash);
    }
    names.add(new ServerName(rest));
    return names;
  }

  /** Returns what a program that docker asks, too, knows the registry by. */
  String forHelper() {
    return value.equals(ImageName.HUB) ? HUB_OF_DOCKER : value;
  }

  @Override
  public String toString() {
    return value;
  }
}
