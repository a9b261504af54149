package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.plan.PlanJson;
import org.junit.jupiter.api.Test;

class NetworkAllocationTest {

  @Test
  void itSurvivesBeingWrittenToDisk() {
    PlanJson json = new PlanJson();
    String written = json.write(Allocations.ONE);

    assertThat(written).contains("\"10.210.7.0/24\"", "\"10.210.7.2\"");
    assertThat(json.read(written, NetworkAllocation.class)).isEqualTo(Allocations.ONE);
  }

  @Test
  void namesFollowFromTheBridgeAndFitTheKernel() {
    assertThat(Allocations.ONE.cable()).isEqualTo("jv0000beef").hasSizeLessThan(16);
    assertThat(Allocations.ONE.table()).isEqualTo("jcompose_0000beef");
  }

  @Test
  void aBridgeOfAnothersMakingIsRefused() {
    NetworkAllocation one = Allocations.ONE;

    assertThatThrownBy(
            () ->
                new NetworkAllocation(
                    "docker0", one.subnet(), one.gateway(), one.address(), one.mtu()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
