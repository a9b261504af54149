package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.unpack.LayerTar;
import io.jcompose.runtime.syscall.FileCalls;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Gives stored layers back as the archives they came from, each compared with its digest. */
final class StoredLayers {
  private static final String CHECK = "run 'jcompose image fsck', which says what to do";
  private final StoreDirectory directory;
  private final FileCalls files;

  StoredLayers(StoreDirectory directory, FileCalls files) {
    this.directory = directory;
    this.files = files;
  }

  /**
   * Returns how long a layer's archive is in bytes.
   *
   * @throws RuntimeFailure if the layer is not there, or cannot be written again
   */
  long size(Digest layer) throws IOException {
    if (!directory.hasLayer(layer)) {
      throw new RuntimeFailure(
          "layer " + layer + " is gone", "load the image again with 'jcompose load -i FILE'");
    }
    return directory
        .layerNote(layer)
        .tarBytes()
        .orElseThrow(
            () ->
                new RuntimeFailure(
                    "layer "
                        + layer
                        + " was stored by an older jcompose, which did not keep all that is needed"
                        + " to write its archive again",
                    "load the image again with 'jcompose load -i FILE': that adds what is missing,"
                        + " and containers may go on meanwhile"));
  }

  /**
   * Writes a layer's archive.
   *
   * @throws RuntimeFailure if it is not what its digest says; that is known at the end only
   */
  void write(Digest layer, OutputStream out) throws IOException {
    long size = size(layer);
    MessageDigest sum = Digest.sha256();
    try {
      new LayerTar(files, directory.layer(layer))
          .write(new Bounded(new DigestOutputStream(out, sum), size));
    } catch (RuntimeFailure e) {
      throw new RuntimeFailure("layer " + layer + ": " + e.getMessage(), e.hint(), e);
    }
    Digest actual = Digest.ofFinished(sum.digest());
    if (!actual.equals(layer)) {
      throw new RuntimeFailure(
          "layer " + layer + ": the stored layer is damaged: it has the digest " + actual, CHECK);
    }
  }

  /** Lets no more through than was announced: whoever reads it counts on that. */
  private static final class Bounded extends OutputStream {
    private final OutputStream out;
    private long left;

    Bounded(OutputStream out, long size) {
      this.out = out;
      this.left = size;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > left) {
        throw new RuntimeFailure("the stored layer is damaged: it has become longer", CHECK);
      }
      left -= length;
      out.write(bytes, offset, length);
    }
  }
}
