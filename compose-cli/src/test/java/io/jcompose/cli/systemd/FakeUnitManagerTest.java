package io.jcompose.cli.systemd;

import java.nio.file.Path;

class FakeUnitManagerTest extends UnitManagerContract {
  @Override
  UnitManager manager(Path root, Path units) {
    return new FakeUnitManager(units);
  }
}
