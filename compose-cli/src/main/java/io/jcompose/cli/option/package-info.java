/**
 * Options that several commands share, and how their words become values.
 *
 * <p>Door: {@link io.jcompose.cli.option.GlobalOptions}.
 *
 * <p>May depend on: {@code io.jcompose.model}, picocli, the JDK.
 */
@NullMarked
package io.jcompose.cli.option;

import org.jspecify.annotations.NullMarked;
