/**
 * How a command ends: the exit codes that are promised, and which failure gives which.
 *
 * <p>Door: {@link io.jcompose.cli.exit.ExitCode}. The codes are in the help text, in {@code
 * docs/exit-codes.md} and in a test.
 *
 * <p>May depend on: {@code io.jcompose.model.error}, the JDK.
 */
@NullMarked
package io.jcompose.cli.exit;

import org.jspecify.annotations.NullMarked;
