/**
 * Who is found by which name: keeps the embedded name server informed of the pods of this process,
 * and other projects in the same networks of them.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.names.PodNames}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.dns}, {@code
 * io.jcompose.runtime.linux.network}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model}, the JDK.
 */
@NullMarked
package io.jcompose.runtime.linux.names;

import org.jspecify.annotations.NullMarked;
