/**
 * A plan in the words of other tools; pure text.
 *
 * <p>Door: {@link io.jcompose.model.export.PlanDiagram}.
 *
 * <p>May depend on: {@code io.jcompose.model.plan}, {@code io.jcompose.model.project}, {@code
 * io.jcompose.model.value}, the JDK. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.export;

import org.jspecify.annotations.NullMarked;
