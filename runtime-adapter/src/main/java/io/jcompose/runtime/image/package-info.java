/**
 * What the packages about images share: digests, names, limits, and the one failure that says why
 * an image cannot be used.
 *
 * <p>Doors below: {@link io.jcompose.runtime.image.store.ImageStore} keeps images, {@code
 * io.jcompose.runtime.image.archive} reads archives of them, {@code
 * io.jcompose.runtime.image.unpack} turns a layer into a directory.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.image;

import org.jspecify.annotations.NullMarked;
