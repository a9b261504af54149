/**
 * The supervisor of a project: the one process that acts on it, and how other processes reach it.
 *
 * <p>Door: {@link io.jcompose.cli.supervisor.Supervisors}. A supervisor holds {@code
 * supervisor.lock} in the project's run folder and listens on {@code supervisor.sock} beside it;
 * both are for root alone. It ends by itself once nothing of the project runs.
 *
 * <p>May depend on: {@code io.jcompose.scheduler}, {@code io.jcompose.model}, the JDK. Prints
 * nothing.
 */
@NullMarked
package io.jcompose.cli.supervisor;

import org.jspecify.annotations.NullMarked;
