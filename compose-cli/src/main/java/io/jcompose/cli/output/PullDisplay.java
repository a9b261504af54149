package io.jcompose.cli.output;

import io.jcompose.model.value.ImageReference;

/** Shows on standard error how images are fetched. Any thread may tell it anything. */
public interface PullDisplay {
  /** Tells that an image is being fetched, or sent. */
  void began(ImageReference image);

  /**
   * Tells how far a part of an image has come.
   *
   * @param part such as {@code layer 3f4d…}
   * @param done in bytes
   * @param total in bytes; 0 if unknown
   */
  void at(ImageReference image, String part, long done, long total);

  /** Tells that an image is where it is to be. */
  void succeeded(ImageReference image);

  /** Tells that an image could not be fetched, or sent; why is told elsewhere. */
  void failed(ImageReference image);
}
