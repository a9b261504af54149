package io.jcompose.runtime.linux.state;

import io.jcompose.runtime.linux.process.UtsName;
import io.jcompose.scheduler.runtime.ExitStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A container's present or last run.
 *
 * @param process its process 1; empty if there never was one, because the start failed
 * @param self what it called itself from its start on; empty if it never started, or an older
 *     jcompose started it
 * @param exit how it ended; empty as long as nobody saw it end
 */
public record RunRecord(
    int version,
    Optional<ProcessIdentity> process,
    Optional<UtsName> self,
    Instant started,
    Optional<ExitStatus> exit) {
  static final int VERSION = 1;

  /** Creates the record of a run that has just begun. */
  public static RunRecord begun(ProcessIdentity process, UtsName self, Instant started) {
    return new RunRecord(
        VERSION, Optional.of(process), Optional.of(self), started, Optional.empty());
  }

  /** Creates the record of a run that never came to life. */
  public static RunRecord failed(Instant started, ExitStatus exit) {
    return new RunRecord(VERSION, Optional.empty(), Optional.empty(), started, Optional.of(exit));
  }

  /** Returns this run, ended. */
  public RunRecord ended(ExitStatus how) {
    return new RunRecord(version, process, self, started, Optional.of(how));
  }
}
