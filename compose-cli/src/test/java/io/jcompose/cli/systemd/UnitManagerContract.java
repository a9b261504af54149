package io.jcompose.cli.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a manager does to files of units. The real one passes it without running; that it starts and
 * stops units is shown on a machine that systemd runs, by {@code tests/guest-systemd}.
 */
abstract class UnitManagerContract {
  private static final String SHOP = "jcompose-shop.service";

  @TempDir private Path root;
  private UnitManager manager;

  abstract UnitManager manager(Path root, Path units);

  @BeforeEach
  void begin() throws IOException {
    Path units = Files.createDirectories(root.resolve("etc/systemd/system"));
    Files.writeString(
        units.resolve(SHOP),
        """
        [Service]
        ExecStart=/bin/true

        [Install]
        WantedBy=multi-user.target
        """);
    manager = manager(root, units);
  }

  @Test
  void aUnitIsNotEnabledByBeingThere() {
    assertThat(manager.isEnabled(SHOP)).isFalse();
  }

  @Test
  void anEnabledUnitIsSoUntilItIsDisabled() {
    manager.enable(List.of(SHOP));
    assertThat(manager.isEnabled(SHOP)).isTrue();

    manager.disable(List.of(SHOP));
    assertThat(manager.isEnabled(SHOP)).isFalse();
  }

  @Test
  void enablingAndDisablingTwiceIsAsOnce() {
    manager.enable(List.of(SHOP));
    manager.enable(List.of(SHOP));
    assertThat(manager.isEnabled(SHOP)).isTrue();

    manager.disable(List.of(SHOP));
    manager.disable(List.of(SHOP));
    assertThat(manager.isEnabled(SHOP)).isFalse();
  }

  @Test
  void aUnitThatIsNotThereCannotBeEnabled() {
    assertThat(manager.isEnabled("nobody.service")).isFalse();
    assertThatThrownBy(() -> manager.enable(List.of("nobody.service")))
        .isInstanceOf(UnitFailure.class)
        .hasMessageContaining("nobody.service");
  }

  @Test
  void noUnitsAreNothingToDo() {
    manager.enable(List.of());
    manager.disable(List.of());
  }
}
