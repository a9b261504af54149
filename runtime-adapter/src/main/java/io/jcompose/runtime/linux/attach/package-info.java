/**
 * The near end of an attachment: the streams of whoever is attached to a container.
 *
 * <p>Doors: {@link io.jcompose.runtime.linux.attach.AttachedStreams}, and {@link
 * io.jcompose.runtime.linux.attach.InputRelay}, which hands on what is read from them.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime},
 * {@code io.jcompose.model.value}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.linux.attach;

import org.jspecify.annotations.NullMarked;
