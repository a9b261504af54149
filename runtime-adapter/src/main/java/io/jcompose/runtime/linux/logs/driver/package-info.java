/**
 * Where lines of containers are passed on to: the host's journal, or a syslog server.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.logs.driver.LogTarget}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime},
 * {@code io.jcompose.model}. Opens nothing before there is something to send.
 */
@NullMarked
package io.jcompose.runtime.linux.logs.driver;

import org.jspecify.annotations.NullMarked;
