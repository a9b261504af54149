package io.jcompose.runtime.files;

/** Whose the files are that are made from an archive. */
public sealed interface FileOwner {
  /** Those of whoever makes them. */
  FileOwner CALLER = new Caller();

  /** Those that the archive names. */
  FileOwner OF_ARCHIVE = new OfArchive();

  /** See {@link #CALLER}. */
  record Caller() implements FileOwner {}

  /** See {@link #OF_ARCHIVE}. */
  record OfArchive() implements FileOwner {}

  /** One for all, by the numbers of user and group. */
  record Given(int user, int group) implements FileOwner {}
}
