/**
 * The {@code jcompose} program: reads the command line, does what it says, ends with an exit code.
 *
 * <p>Door: {@link io.jcompose.cli.Main}; {@code Wiring} is the only place that says {@code new} to
 * the big parts.
 *
 * <p>May depend on: everything.
 */
@NullMarked
package io.jcompose.cli;

import org.jspecify.annotations.NullMarked;
