/**
 * How commands declare what they take, the options that stand before them, and how words become
 * values.
 *
 * <p>Door: {@link io.jcompose.cli.option.Syntax}.
 *
 * <p>May depend on: {@code io.jcompose.model}, picocli, the JDK.
 */
@NullMarked
package io.jcompose.cli.option;

import org.jspecify.annotations.NullMarked;
