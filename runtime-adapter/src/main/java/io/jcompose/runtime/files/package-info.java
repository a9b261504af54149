/**
 * File trees as archives and back, on either side of a copy: a container's root or the host's.
 *
 * <p>Doors: {@link io.jcompose.runtime.files.TreeArchiver}, {@link
 * io.jcompose.runtime.files.TreeExtractor}, {@link io.jcompose.runtime.files.LayerForm} for those
 * who archive a layer of an image, and {@link io.jcompose.runtime.files.HostTree} for those who
 * have paths of the host only.
 *
 * <p>Trees and archives come from strangers, and a container may change its files while they are
 * copied. Every name is looked up once, relative to an open directory; what is asked or changed
 * afterwards is the file that was opened then. Links below the place that is copied are never
 * followed.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image.tar}, {@code io.jcompose.runtime.image.unpack}
 * (which attributes layers keep), {@code io.jcompose.runtime.syscall}, {@code
 * io.jcompose.scheduler.runtime} (the failure).
 */
@NullMarked
package io.jcompose.runtime.files;

import org.jspecify.annotations.NullMarked;
