package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.nio.file.Path;
import java.util.Map;

/** Sets the parameters that a file asks for, in the network namespace of a pod. */
public final class KernelParameters {
  private static final String NET = "net.";

  private final Host host;

  public KernelParameters(Host host) {
    this.host = host;
  }

  /**
   * Sets them; what is set already stays so.
   *
   * @param pin of the pod's network namespace
   * @param values by names such as {@code net.core.somaxconn}
   * @throws RuntimeFailure if this kernel does not have one, or refuses a value
   */
  public void set(Path pin, Map<String, String> values) {
    if (values.isEmpty()) {
      return;
    }
    try (PinnedNamespace namespace =
        PinnedNamespace.find(pin)
            .orElseThrow(
                () ->
                    new RuntimeFailure(
                        "cannot set kernel parameters: no network namespace is pinned at " + pin,
                        "start the pod again with 'jcompose up'"))) {
      namespace.inside(
          () -> {
            values.forEach(this::set);
            return true;
          });
    }
  }

  private void set(String name, String value) {
    Sysctl parameter = Sysctl.of(host, name.substring(NET.length()).replace('.', '/'));
    if (!parameter.exists()) {
      throw new RuntimeFailure(
          "cannot set '" + name + "': this kernel has no such parameter in a network namespace",
          "remove it from the service's 'sysctls'; 'sysctl -a' shows what there is");
    }
    parameter.write(value);
  }
}
