package io.jcompose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.runtime.host.Host;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void everyCommandOfTheWarmUpSucceeds() {
    try (Wiring wiring = new Wiring(Host.real(), OwnCommandLine.ofThisProcess())) {
      assertThat(
              new WarmUp(wiring::commands)
                  .run(
                      List.of(
                          "--project-directory",
                          "src/main/warm-up",
                          "--file",
                          "src/main/warm-up/compose.yaml")))
          .isZero();
    }
  }
}
