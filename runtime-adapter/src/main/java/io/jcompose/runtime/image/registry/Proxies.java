package io.jcompose.runtime.image.registry;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which proxy leads to whom, by the variables that most programs understand: {@code HTTPS_PROXY},
 * {@code HTTP_PROXY} and {@code NO_PROXY}, in capitals or not. This host itself is always reached
 * directly.
 */
final class Proxies extends ProxySelector {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*]?");
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
  private static final Pattern PROXY =
      Pattern.compile(
          "(?:(?<scheme>[a-zA-Z0-9]+)://)?(?:(?<user>.*)@)?(?<host>\\[[^]]+]|[^:/\\[]+)"
              + "(?::(?<port>[0-9]{1,5}))?/?");

  /**
   * A proxy.
   *
   * @param authorization what it wants to hear; empty if it lets everybody through
   */
  record Address(String host, int port, Optional<String> authorization) {
    /** Says nothing of the authorization. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the proxy that leads to {@code target}; empty for none.
   *
   * @throws RegistryFailure if the variable holds no proxy's address
   */
  Optional<Address> leadingTo(URI target) {
    String host = target.getHost().toLowerCase(Locale.ROOT);
    boolean tls = target.getScheme().equals("https");
    int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
    String name = tls ? "HTTPS_PROXY" : "HTTP_PROXY";
    Optional<String> written = variable(name);
    if (written.isEmpty() || isThisHost(host) || isExempt(host, port)) {
      return Optional.empty();
    }
    return Optional.of(parse(name, written.get()));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Address parse(String variable, String written) {
    Matcher parts = PROXY.matcher(written);
    // without the value, which may hold a password
    if (!parts.matches()) {
      throw unusable(variable, "its value is no proxy's address");
    }
    String scheme = parts.group("scheme");
    if (scheme != null && !scheme.equalsIgnoreCase("http")) {
      throw unusable(
          variable, "proxies that speak " + ForeignText.shown(scheme) + " are not known here");
    }
    String port = parts.group("port");
    Optional<String> authorization =
        Optional.ofNullable(parts.group("user"))
            .map(user -> URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8))
            .map(user -> user.contains(":") ? user : user + ":")
            .map(
                user ->
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    return new Address(
        parts.group("host"), port == null ? 80 : Integer.parseInt(port), authorization);
  }

  private static RegistryFailure unusable(String variable, String why) {
    return RegistryFailure.lasting(
        RegistryFailure.Kind.UNREACHABLE,
        "cannot use the proxy of the variable " + variable + ": " + why,
        "write it as http://HOST:PORT");
  }

  private static boolean isThisHost(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || numeric(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private boolean isExempt(String host, int port) {
    for (String entry : SEPARATOR.split(variable("NO_PROXY").orElse(""), -1)) {
      if (!entry.isEmpty() && matches(entry.toLowerCase(Locale.ROOT), host, port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return isWithin(entry, host);
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    Optional<InetAddress> address = numeric(name);
    if (address.isPresent()) {
      return address.equals(numeric(host));
    }
    String domain = name.startsWith("*.") ? name.substring(1) : name;
    return domain.startsWith(".")
        ? host.endsWith(domain)
        : host.equals(domain) || host.endsWith("." + domain);
  }

  private static boolean isWithin(String block, String host) {
    int slash = block.indexOf('/');
    Optional<InetAddress> network = numeric(block.substring(0, slash));
    Optional<InetAddress> address = numeric(host);
    String written = block.substring(slash + 1);
    if (network.isEmpty() || address.isEmpty() || !written.matches("[0-9]{1,3}")) {
      return false;
    }
    byte[] left = network.get().getAddress();
    byte[] right = address.get().getAddress();
    int free = left.length * 8 - Integer.parseInt(written);
    return left.length == right.length
        && free >= 0
        && new BigInteger(1, left)
            .shiftRight(free)
            .equals(new BigInteger(1, right).shiftRight(free));
  }

  /** Returns the address if it is written in digits: no name is looked up. */
  private static Optional<InetAddress> numeric(String host) {
    if (!ADDRESS.matcher(host).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Proxy> select(URI target) {
    return List.of(
        leadingTo(target)
            .map(
                proxy ->
                    new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
            .orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException why) {
    // the exchange fails, and tells it
  }
}
