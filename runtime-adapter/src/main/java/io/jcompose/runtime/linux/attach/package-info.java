/**
 * What an attachment to a container is made of: the streams of whoever is attached, what hands
 * their input on, and what moves the output of a container's terminal to where all output goes.
 *
 * <p>Doors: {@link io.jcompose.runtime.linux.attach.AttachedStreams}, {@link
 * io.jcompose.runtime.linux.attach.InputRelay} and {@link
 * io.jcompose.runtime.linux.attach.TerminalOutput}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.runtime.host}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model.value}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.linux.attach;

import org.jspecify.annotations.NullMarked;
