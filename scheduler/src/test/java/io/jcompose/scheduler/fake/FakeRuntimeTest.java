package io.jcompose.scheduler.fake;

import io.jcompose.scheduler.runtime.ContainerRuntime;
import io.jcompose.scheduler.runtime.ContainerRuntimeContract;
import io.jcompose.scheduler.runtime.ContractCommand;
import io.jcompose.scheduler.time.SystemTimer;
import io.jcompose.scheduler.time.Timer;
import java.time.Clock;

/** Keeps the fake honest. */
class FakeRuntimeTest extends ContainerRuntimeContract {
  private static final int TAKEN_PORT = 8080;
  private final Timer timer = new SystemTimer(Clock.systemUTC());
  private final FakeRuntime fake = new FakeRuntime(timer);

  FakeRuntimeTest() {
    for (ContractCommand command : ContractCommand.values()) {
      ContractPrograms.teach(fake, command);
    }
  }

  @Override
  protected void release() {
    timer.close();
  }

  @Override
  protected ContainerRuntime open() {
    return fake;
  }

  @Override
  protected int takenPort() {
    fake.occupyPort(TAKEN_PORT, "process 1 (init)");
    return TAKEN_PORT;
  }
}
