/**
 * Who depends on whom among a project's services.
 *
 * <p>Door: {@link io.jcompose.scheduler.graph.DependencyGraph}.
 *
 * <p>May depend on: {@code io.jcompose.model.value}, {@code io.jcompose.model.error}, the JDK.
 */
@NullMarked
package io.jcompose.scheduler.graph;

import org.jspecify.annotations.NullMarked;
