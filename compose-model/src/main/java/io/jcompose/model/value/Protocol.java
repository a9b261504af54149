package io.jcompose.model.value;

import java.util.Locale;

/** A transport protocol of a port. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /** Returns the name as Compose writes it: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
