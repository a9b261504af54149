package io.jcompose.samples.forge;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading the machine's and the user's Git configuration: the forge behaves the
 * same everywhere, and JGit need not start a {@code git} to ask where these files are.
 */
final class NoGitConfiguration extends SystemReader.Delegate {
  NoGitConfiguration(SystemReader reader) {
    super(reader);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // there is nothing to load
    }

    @Override
    public void save() {
      // what JGit measures of the disk is measured again next time
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
