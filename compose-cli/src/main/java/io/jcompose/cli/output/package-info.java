/**
 * Everything jcompose writes to its standard streams: tables, JSON, log lines, progress, errors.
 *
 * <p>Door: {@link io.jcompose.cli.output.Console}; nothing else in the program touches {@code
 * System.out} and {@code System.err}. Data and container output go to standard output, everything
 * about the work itself to standard error.
 *
 * <p>May depend on: {@code io.jcompose.scheduler}, {@code io.jcompose.model}, the JDK.
 */
@NullMarked
package io.jcompose.cli.output;

import org.jspecify.annotations.NullMarked;
