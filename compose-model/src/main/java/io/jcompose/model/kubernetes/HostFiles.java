package io.jcompose.model.kubernetes;

/** What is known of the files of this host. Never fails. */
public interface HostFiles {
  /** Returns whether {@code path} is there and is a directory. */
  boolean isDirectory(String path);

  /** Returns whether {@code path} is there and is something else than a directory. */
  boolean isFile(String path);
}
