package io.jcompose.model.load;

import io.jcompose.model.kubernetes.HostFiles;

/** The files of the host as the loader's reader knows them. */
record KnownHostFiles(SourceReader reader) implements HostFiles {
  @Override
  public boolean isDirectory(String path) {
    return reader.names(path).isPresent();
  }

  @Override
  public boolean isFile(String path) {
    return reader.exists(path);
  }
}
