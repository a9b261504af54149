/**
 * Streams between threads.
 *
 * <p>Door: {@link io.jcompose.cli.stream.Pipe}.
 *
 * <p>May depend on: the JDK.
 */
@NullMarked
package io.jcompose.cli.stream;

import org.jspecify.annotations.NullMarked;
