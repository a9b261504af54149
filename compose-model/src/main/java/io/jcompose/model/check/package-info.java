/**
 * Checks what the services of a merged tree say about each other and about the project's networks,
 * volumes, configs, secrets and models.
 *
 * <p>Door: {@link io.jcompose.model.check.ReferenceCheck}; {@link io.jcompose.model.check.Mentions}
 * finds the names that a service uses.
 *
 * <p>May depend on: {@code io.jcompose.model.yaml}, {@code io.jcompose.model.error}. Reads no file,
 * no clock, no environment.
 */
@NullMarked
package io.jcompose.model.check;

import org.jspecify.annotations.NullMarked;
