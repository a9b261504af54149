/**
 * Decides what has to be done: wanted and observed go in, steps come out, each with its cause.
 *
 * <p>Door: {@link io.jcompose.scheduler.reconcile.Reconciler}; what it returns is a {@link
 * io.jcompose.scheduler.reconcile.StepPlan}.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.observe}, {@code io.jcompose.scheduler.graph}, the
 * values of {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.scheduler.event} and {@code
 * io.jcompose.scheduler.ready}, {@code io.jcompose.model}. Pure: same arguments, same plan.
 */
@NullMarked
package io.jcompose.scheduler.reconcile;

import org.jspecify.annotations.NullMarked;
