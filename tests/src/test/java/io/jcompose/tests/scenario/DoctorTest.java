package io.jcompose.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.scheduler.runtime.Privileged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code jcompose doctor} says of the host that the other scenarios run on. */
@Privileged
class DoctorTest {
  private static final String NOTHING =
      """
      services: {}
      """;

  @Test
  void aHostThatRunsTheseTestsIsAbleAndIsLeftAsItWas() {
    try (Stack stack = Stack.of("doctor", NOTHING)) {
      Shell.Result result = stack.jcompose("doctor");

      assertThat(result.exitCode()).as(result.output() + result.error()).isZero();
      assertThat(result.output()).contains("containers can be run here: ");
      assertThat(stack.scratch()).isDirectoryNotContaining("glob:**/{state,run}");
    }
  }

  @Test
  void itsJsonIsAnArrayInWhichWhatIsNotWellHasAHint() {
    try (Stack stack = Stack.of("doctor-json", NOTHING)) {
      JsonNode findings =
          new JsonMapper().readTree(stack.jcompose("doctor", "--format", "json").succeeded());

      assertThat(findings.isArray()).isTrue();
      List<String> checks = new ArrayList<>();
      for (JsonNode finding : findings) {
        checks.add(finding.path("check").stringValue());
        assertThat(finding.propertyNames())
            .containsExactly("topic", "check", "state", "found", "hint");
        assertThat(finding.path("hint").stringValue().isEmpty())
            .isEqualTo(finding.path("state").stringValue().equals("ok"));
      }
      assertThat(checks).contains("kernel", "kinds", "overlayfs", "nftables", "name servers");
    }
  }
}
