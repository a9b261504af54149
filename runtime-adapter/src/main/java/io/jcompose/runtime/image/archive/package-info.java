/**
 * Reads files and directories that hold images: what {@code docker save} writes, old and new, OCI
 * image layouts, and what skopeo makes of {@code dir:}, compressed with gzip, zstd or not.
 *
 * <p>Door: {@link io.jcompose.runtime.image.archive.ImageArchive}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.runtime.image.tar},
 * {@code io.jcompose.runtime.image.document}, {@code io.jcompose.model}, zstd-jni, the JDK.
 */
@NullMarked
package io.jcompose.runtime.image.archive;

import org.jspecify.annotations.NullMarked;
