/**
 * The surroundings of this process, as a value that is handed in.
 *
 * <p>Door: {@link io.jcompose.runtime.host.Host}; {@link io.jcompose.runtime.host.HostFiles} reads
 * its files, {@link io.jcompose.runtime.host.Threads} waits for threads. May depend on: {@code
 * io.jcompose.scheduler.runtime} (the failure), the JDK.
 */
@NullMarked
package io.jcompose.runtime.host;

import org.jspecify.annotations.NullMarked;
