/**
 * Carries out a plan of steps. Decides nothing: what is to be done, and in which order, is in the
 * plan.
 *
 * <p>Door: {@link io.jcompose.scheduler.execute.PlanExecutor}; how each step ended is an {@link
 * io.jcompose.scheduler.execute.Outcome}.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.reconcile}, {@code io.jcompose.scheduler.ready},
 * {@code io.jcompose.scheduler.event}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.scheduler.time}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.scheduler.execute;

import org.jspecify.annotations.NullMarked;
