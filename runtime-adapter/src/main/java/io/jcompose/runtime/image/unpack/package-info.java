/**
 * Turns a layer, a tar archive from a stranger, into a directory that overlayfs can use, and that
 * directory into the very same archive again.
 *
 * <p>Doors: {@link io.jcompose.runtime.image.unpack.LayerUnpacker} and {@link
 * io.jcompose.runtime.image.unpack.LayerTar}; {@link
 * io.jcompose.runtime.image.unpack.KeptAttributes} for whoever writes a layer.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.runtime.image.tar},
 * {@code io.jcompose.runtime.syscall}, the JDK. Writes nothing outside the directory it is given.
 */
@NullMarked
package io.jcompose.runtime.image.unpack;

import org.jspecify.annotations.NullMarked;
