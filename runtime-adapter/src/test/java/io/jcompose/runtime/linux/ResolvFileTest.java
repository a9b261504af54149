package io.jcompose.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.plan.ResolverPlan;
import io.jcompose.runtime.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvFileTest {
  @TempDir Path root;

  @BeforeEach
  void makeEtc() throws IOException {
    Files.createDirectories(root.resolve("etc"));
  }

  @Test
  void ourServerIsNamedWithTheHostsDomainsAndNamesAreAskedAsTheyAre() throws IOException {
    write("nameserver 192.0.2.53\nsearch example.org lan\noptions timeout:1\n");

    assertThat(file(ResolverPlan.DEFAULT).embedded())
        .isEqualTo("nameserver 127.0.0.11\nsearch example.org lan\noptions timeout:1 ndots:0\n");
  }

  @Test
  void whatTheFileSaysReplacesWhatTheHostSays() throws IOException {
    write("nameserver 192.0.2.53\nsearch example.org\noptions timeout:1\n");
    var plan =
        new ResolverPlan(List.of("198.51.100.1"), List.of("corp.example"), List.of("ndots:2"));

    assertThat(file(plan).embedded())
        .isEqualTo("nameserver 127.0.0.11\nsearch corp.example\noptions ndots:2\n");
    assertThat(file(plan).direct())
        .isEqualTo("nameserver 198.51.100.1\nsearch corp.example\noptions ndots:2\n");
    assertThat(file(plan).ofHost())
        .isEqualTo("nameserver 198.51.100.1\nsearch corp.example\noptions ndots:2\n");
  }

  @Test
  void aDotStandsForNoDomains() throws IOException {
    write("nameserver 192.0.2.53\nsearch example.org\n");

    assertThat(file(new ResolverPlan(List.of(), List.of("."), List.of())).direct())
        .isEqualTo("nameserver 192.0.2.53\n");
  }

  @Test
  void whereTheHostAsksItselfAPodAsksOurServer() throws IOException {
    write("nameserver 127.0.0.1\n");

    assertThat(file(ResolverPlan.DEFAULT).direct()).startsWith("nameserver 127.0.0.11\n");
    assertThat(file(ResolverPlan.DEFAULT).needsEmbedded()).isTrue();
    assertThat(file(ResolverPlan.DEFAULT).ofHost()).isEqualTo("nameserver 127.0.0.1\n");
  }

  private ResolvFile file(ResolverPlan plan) {
    return new ResolvFile(
        new Host(Clock.systemUTC(), Map.of(), root, root.resolve("state"), root.resolve("run")),
        plan);
  }

  private void write(String text) throws IOException {
    Files.writeString(root.resolve("etc/resolv.conf"), text);
  }
}
