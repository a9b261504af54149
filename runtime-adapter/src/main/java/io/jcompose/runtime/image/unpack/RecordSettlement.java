package io.jcompose.runtime.image.unpack;

import io.jcompose.runtime.image.tar.EntryName;
import io.jcompose.runtime.syscall.Fd;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.runtime.syscall.FileCalls.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Writes a record anew in which files are told by their names only if these still lead to them: in
 * the course of unpacking something else may have taken their place.
 */
final class RecordSettlement {
  private final FileCalls files;
  private final LayerTree tree;

  RecordSettlement(FileCalls files, LayerTree tree) {
    this.files = files;
    this.tree = tree;
  }

  void settle(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".settled");
    try (RecordReader reader = new RecordReader(file);
        RecordWriter writer = new RecordWriter(draft)) {
      reader.read(
          new RecordReader.Items() {
            @Override
            public void bytes(byte[] buffer, int count) throws IOException {
              writer.bytes(buffer, count);
            }

            @Override
            public void file(EntryName path, long inode) throws IOException {
              if (leadsTo(path, inode)) {
                writer.file(path, inode);
              } else {
                writer.replacedFile(inode);
              }
            }

            @Override
            public void replacedFile(long inode) throws IOException {
              writer.replacedFile(inode);
            }

            @Override
            public void run(long offset, long length) throws IOException {
              writer.run(offset, length);
            }
          });
      writer.end();
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean leadsTo(EntryName path, long inode) {
    LayerPath parsed = LayerPath.parse(path, "entry");
    Optional<Fd> parent = tree.openExistingParentOf(parsed);
    if (parent.isEmpty()) {
      return false;
    }
    try {
      return files
          .status(parent.get(), parsed.name())
          .filter(status -> (status.mode() & FileCalls.TYPE_MASK) == FileCalls.REGULAR_FILE)
          .map(Status::inode)
          .filter(found -> found == inode)
          .isPresent();
    } finally {
      files.close(parent.get());
    }
  }
}
