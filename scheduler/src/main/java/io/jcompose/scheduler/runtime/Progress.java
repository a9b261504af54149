package io.jcompose.scheduler.runtime;

/** Told how far a long call has come. Must return fast and never throw; any thread may call it. */
@FunctionalInterface
public interface Progress {
  /** Listens to nothing. */
  Progress SILENT = (what, done, total) -> {};

  /**
   * Takes note.
   *
   * @param what such as {@code "layer 3f4d…"}
   * @param done in bytes
   * @param total in bytes; 0 if unknown
   */
  void at(String what, long done, long total);
}
