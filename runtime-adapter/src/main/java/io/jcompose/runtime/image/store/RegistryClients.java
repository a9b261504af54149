package io.jcompose.runtime.image.store;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.ClientSettings;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.Surroundings;
import io.jcompose.runtime.image.registry.configuration.AuthenticationFiles;
import io.jcompose.runtime.image.registry.configuration.CertificateDirectories;

/** Clients that speak to registries as this user and this host are set up to. */
final class RegistryClients {
  private RegistryClients() {}

  static RegistryClient of(Host host) {
    return new RegistryClient(
        AuthenticationFiles.of(host),
        CertificateDirectories.of(host),
        ClientSettings.DEFAULT,
        Surroundings.of(host.environment(), host.clock()));
  }
}
