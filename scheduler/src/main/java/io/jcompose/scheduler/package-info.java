/**
 * Brings a pod plan to life, and a project through its days: up, start, stop, restart, kill, down.
 *
 * <p>Door: {@link io.jcompose.scheduler.Orchestrator}. The options and results beside it are
 * records of simple parts, fit to travel between processes as JSON.
 *
 * <p>May depend on: every package below it, {@code io.jcompose.model}, the JDK. Prints nothing,
 * reads no file.
 */
@NullMarked
package io.jcompose.scheduler;

import org.jspecify.annotations.NullMarked;
