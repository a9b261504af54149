/**
 * A plan as units of systemd; pure text.
 *
 * <p>Door: {@link io.jcompose.model.export.systemd.SystemdUnits}.
 *
 * <p>May depend on: {@code io.jcompose.model.export.unit}, {@code io.jcompose.model.plan}, {@code
 * io.jcompose.model.project}, {@code io.jcompose.model.value}, the JDK. Reads no file, no clock, no
 * environment.
 */
@NullMarked
package io.jcompose.model.export.systemd;

import org.jspecify.annotations.NullMarked;
