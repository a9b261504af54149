package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.VolumeLabels;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.runtime.linux.disk.StateFile;
import io.jcompose.runtime.linux.tree.Trees;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One volume's directory. A handle: it opens nothing until asked, and needs no closing.
 *
 * <p>The directory is made and filled under another name and then renamed, and renamed before it is
 * emptied: a volume is there or not, never half. What a killed process leaves has a name that says
 * which process it was, and is removed when the next volume is made.
 */
public final class VolumeHome {
  private static final String CONTENT = "_data";
  private static final String RECORD = "volume.json";

  private final Path volumes;
  private final String name;
  private final Disk disk;
  private final StateFile<VolumeRecord> record;

  VolumeHome(Path volumes, String name, Disk disk) {
    this.volumes = volumes;
    this.name = name;
    this.disk = disk;
    this.record = file(directory());
  }

  private StateFile<VolumeRecord> file(Path directory) {
    return disk.file(directory, RECORD, VolumeRecord.class, VolumeRecord.VERSION);
  }

  /** Returns what is recorded; empty if there is no such volume. */
  public Optional<VolumeRecord> volume() {
    return record.read();
  }

  /** Returns the directory that is mounted into containers. */
  public Path content() {
    return directory().resolve(CONTENT);
  }

  /** Makes the volume, empty; one that is there is left as it is. */
  public void create(VolumeRecord volume) {
    if (volume().isPresent()) {
      return;
    }
    disk.makeDirectory(volumes);
    disk.sweepDrafts(volumes);
    Path draft = disk.makeDraft(volumes);
    try {
      if (volume.labels().containsKey(VolumeLabels.EMPTY_DIRECTORY)) {
        disk.makeWritableDirectory(draft.resolve(CONTENT));
      } else {
        disk.makeReadableDirectory(draft.resolve(CONTENT));
      }
      file(draft).write(volume);
      disk.moveIfAbsent(draft, directory());
    } finally {
      Trees.remove(draft);
    }
  }

  /** Returns an empty directory beside the content, in which new content can be prepared. */
  public Path draft() {
    disk.sweepDrafts(volumes);
    return disk.makeDraft(volumes);
  }

  /** Puts a {@link #draft} in the place of the content, which is still empty. */
  public void replaceEmptyContent(Path draft) {
    disk.replaceEmpty(draft, content());
  }

  /** Removes the volume with its content; one that is gone is a success. */
  public void remove() {
    disk.remove(volumes, directory());
  }

  private Path directory() {
    return volumes.resolve(name);
  }
}
