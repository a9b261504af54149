/**
 * A merged tree to typed values: every key known, every value of its kind, everything referred to
 * there. What is wrong is collected, never thrown.
 *
 * <p>Doors: {@link io.jcompose.model.check.Checker} for the tree, {@link
 * io.jcompose.model.check.ReferenceCheck} for what services say about each other. {@code
 * KeyRegistry} is the one place that knows the keys of a Compose file.
 *
 * <p>May depend on: {@code io.jcompose.model.merge}, {@code io.jcompose.model.interpolate}, {@code
 * io.jcompose.model.yaml}, {@code io.jcompose.model.project}, {@code io.jcompose.model.value},
 * {@code io.jcompose.model.error}, the JDK. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.check;

import org.jspecify.annotations.NullMarked;
