package io.jcompose.runtime.image.tar;

/** What an entry of an archive is. */
public enum EntryKind {
  FILE,
  DIRECTORY,
  SYMBOLIC_LINK,
  HARD_LINK,
  CHARACTER_DEVICE,
  BLOCK_DEVICE,
  FIFO
}
