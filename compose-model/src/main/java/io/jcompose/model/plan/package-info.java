/**
 * What a project should look like on one host, as plain values: pods, containers, networks,
 * volumes.
 *
 * <p>Doors: {@link io.jcompose.model.plan.Planner} makes the plan, {@link
 * io.jcompose.model.plan.ImageDefaults} completes its containers, {@link
 * io.jcompose.model.plan.PlanTree} shows it, {@link io.jcompose.model.plan.PlanJson} keeps it.
 *
 * <p>May depend on: {@code io.jcompose.model.project}, {@code io.jcompose.model.value}, {@code
 * io.jcompose.model.error}, Jackson's streaming API, the JDK. Reads no file, no clock, no
 * environment.
 */
@NullMarked
package io.jcompose.model.plan;

import org.jspecify.annotations.NullMarked;
