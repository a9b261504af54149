package io.jcompose.runtime.image.registry.configuration;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.ClientSettings;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.Surroundings;

/** Clients that speak to registries as this user and this host are set up to. */
public final class RegistryClients {
  private RegistryClients() {}

  /** Returns a client; it reads files, and connects to nobody, before it is asked to. */
  public static RegistryClient of(Host host) {
    return new RegistryClient(
        AuthenticationFiles.of(host),
        CertificateDirectories.of(host),
        ClientSettings.DEFAULT,
        Surroundings.of(host.environment(), host.clock()));
  }
}
