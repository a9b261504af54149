/**
 * Units of systemd as text: what they are called, and how words are written so that systemd reads
 * just them. Every kind of unit that a plan is exported as leans on it.
 *
 * <p>Doors: {@link io.jcompose.model.export.unit.UnitText}, {@link
 * io.jcompose.model.export.unit.UnitQuoting}, {@link io.jcompose.model.export.unit.UnitName}.
 *
 * <p>May depend on: the JDK. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.export.unit;

import org.jspecify.annotations.NullMarked;
