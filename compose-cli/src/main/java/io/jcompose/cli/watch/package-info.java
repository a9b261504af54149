/**
 * Carries changes of files on the host into containers, as {@code develop.watch} of a service says.
 *
 * <p>Door: {@link io.jcompose.cli.watch.ProjectWatch}.
 *
 * <p>What knows files ({@code TreeWatcher}, which tells {@code Changes}; {@code PathPatterns}),
 * what gathers them ({@code Batch}), what decides ({@code ServiceWork}, by {@code Rule}s) and what
 * acts ({@code ContainerSync}, {@code WatchActions}) do not know each other.
 *
 * <p>May depend on: {@code io.jcompose.cli.stream}, {@code io.jcompose.cli.supervisor} (the
 * requests), {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.runtime.files}, {@code
 * io.jcompose.model}, the JDK's watch service.
 */
@NullMarked
package io.jcompose.cli.watch;

import org.jspecify.annotations.NullMarked;
