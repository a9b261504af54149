/**
 * Reads files that hold images: what {@code docker save} writes, old and new, and OCI image layouts
 * in a tar, compressed with gzip or not.
 *
 * <p>Door: {@link io.jcompose.runtime.image.archive.ImageArchive}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.runtime.image.tar},
 * {@code io.jcompose.runtime.image.document}, {@code io.jcompose.model}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.image.archive;

import org.jspecify.annotations.NullMarked;
