/**
 * Keeps images on disk: content by its digest, and the names that point to it.
 *
 * <p>Door: {@link io.jcompose.runtime.image.store.ImageStore}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.runtime.image} and the
 * packages below it, {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime},
 * {@code io.jcompose.model}, Jackson, the JDK.
 */
@NullMarked
package io.jcompose.runtime.image.store;

import org.jspecify.annotations.NullMarked;
