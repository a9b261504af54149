package io.jcompose.runtime.linux.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.NetworkName;
import io.jcompose.runtime.linux.netlink.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that serves nobody, in a process of its own. */
class IdleNameServerTest {
  /** What the other process does. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] arguments) {
      NetworkName network = new NetworkName("shop");
      try (NameServer server =
          NameServer.open(Surroundings.host(Path.of("/nonexistent")), warning -> {})) {
        server.update(
            new Zone(
                network,
                Map.of("web", List.of(IpAddress.of("10.1.0.2"))),
                Set.of("db"),
                Map.of(IpAddress.of("10.1.0.2"), "web")));
        server.forget(network);
      }
    }
  }

  /** What the other process does: the library is used. */
  static final class Speaking {
    private Speaking() {}

    public static void main(String[] arguments) {
      ServedPods.keepLibraryQuiet();
      if (Names.of("web").isEmpty()) {
        throw new AssertionError("not a name");
      }
    }
  }

  private static String run(Class<?> main, String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return Command.run(command.toArray(String[]::new));
  }

  @Test
  void theLibraryAndTheSelectorAreNotLoaded() {
    assertThat(run(Idle.class, "-Xlog:class+load"))
        .contains("io.jcompose.runtime.linux.dns.NameServer")
        .doesNotContain("org.xbill", "org.slf4j", "SelectorImpl");
  }

  @Test
  void theLibraryPrintsNothing() {
    assertThat(run(Speaking.class)).isEmpty();
  }
}
