package io.jcompose.cli.output;

/**
 * Shows on standard error how images come, go and are read. Any thread may tell it anything, as
 * often as it likes.
 */
public interface TransferDisplay {
  /** Tells that work has begun on something, such as {@code Image db:1}. */
  void began(String subject);

  /**
   * Tells how far a part of it has come.
   *
   * @param part such as {@code layer 3f4d…}
   * @param done in bytes
   * @param total in bytes; 0 if unknown
   */
  void at(String subject, String part, long done, long total);

  /** Tells that the work on it is done. */
  void succeeded(String subject);

  /** Tells that the work on it failed; why is told elsewhere. */
  void failed(String subject);
}
