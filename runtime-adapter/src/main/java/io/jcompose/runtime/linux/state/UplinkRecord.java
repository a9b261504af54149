package io.jcompose.runtime.linux.state;

import java.util.List;

/**
 * The program that leads a pod out.
 *
 * @param command what it was started with
 */
public record UplinkRecord(int version, ProcessIdentity process, List<String> command) {
  static final int VERSION = 1;

  public UplinkRecord {
    command = List.copyOf(command);
  }

  /** Creates a record in today's form. */
  public static UplinkRecord of(ProcessIdentity process, List<String> command) {
    return new UplinkRecord(VERSION, process, command);
  }
}
