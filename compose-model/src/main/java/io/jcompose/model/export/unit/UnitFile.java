package io.jcompose.model.export.unit;

/**
 * One unit.
 *
 * @param name as systemd knows it, and what its file is called: {@code jcompose-shop.service}
 * @param text what its file holds
 */
public record UnitFile(String name, String text) {
  /** Returns whether it can be enabled: another unit starts those that cannot. */
  public boolean isInstallable() {
    return text.contains("\n[Install]\n");
  }
}
