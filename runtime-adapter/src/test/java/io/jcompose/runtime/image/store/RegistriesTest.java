package io.jcompose.runtime.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.image.registry.RegistryClient;
import io.jcompose.runtime.image.registry.configuration.RegistryClients;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One client serves all who need one at the same time. */
class RegistriesTest {
  @TempDir private Path scratch;
  private final AtomicInteger made = new AtomicInteger();

  private Registries registries() {
    Host host =
        new Host(
            Clock.systemUTC(),
            Map.of("HOME", scratch.toString()),
            scratch,
            scratch.resolve("state"),
            scratch.resolve("run"));
    return new Registries(
        host,
        () -> {
          made.incrementAndGet();
          return RegistryClients.of(host);
        });
  }

  @Test
  void thoseWhoFetchAtTheSameTimeShareAClient() {
    Registries registries = registries();
    try (Registries.Session one = registries.open()) {
      try (Registries.Session two = registries.open()) {
        assertThat(two.client()).isSameAs(one.client());
        assertThat(two.configuration()).isSameAs(one.configuration());
      }
      try (Registries.Session three = registries.open()) {
        assertThat(three.client()).isSameAs(one.client());
      }
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whoComesWhenAllHaveGoneHasANewOne() {
    Registries registries = registries();
    RegistryClient first;
    try (Registries.Session one = registries.open()) {
      first = one.client();
    }

    try (Registries.Session next = registries.open()) {
      assertThat(next.client()).isNotSameAs(first);
    }
  }
}
