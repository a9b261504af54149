/**
 * The commands: each reads its words, calls the core, and hands the answer to the output.
 *
 * <p>Door: {@link io.jcompose.cli.command.CommandTree}.
 *
 * <p>May depend on: {@code io.jcompose.cli.option}, {@code .output}, {@code .exit}, {@code
 * .supervisor}, {@code .watch}, {@code .stream}, {@code io.jcompose.scheduler}, {@code
 * io.jcompose.model}, the findings of {@code io.jcompose.runtime.doctor}, what {@code
 * io.jcompose.runtime.image.registry.configuration} knows of registries, picocli. Opens nothing
 * itself: what a command works with is handed in as {@link io.jcompose.cli.command.Tools}.
 */
@NullMarked
package io.jcompose.cli.command;

import org.jspecify.annotations.NullMarked;
