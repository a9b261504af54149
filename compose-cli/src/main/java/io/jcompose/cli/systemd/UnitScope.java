package io.jcompose.cli.systemd;

/** Which of systemd's managers a unit is for. */
public enum UnitScope {
  /** That of the machine, which is process 1. */
  SYSTEM("the system"),

  /** That of the user who calls. */
  USER("the user");

  private final String described;

  UnitScope(String described) {
    this.described = described;
  }

  /** Returns whose units they are, for a message: {@code the system}. */
  public String described() {
    return described;
  }
}
