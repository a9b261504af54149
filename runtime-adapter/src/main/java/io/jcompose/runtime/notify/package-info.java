/**
 * Telling the service manager how far this process is.
 *
 * <p>Door: {@link io.jcompose.runtime.notify.NotifySocket}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.syscall}, {@code io.jcompose.model.error}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.notify;

import org.jspecify.annotations.NullMarked;
