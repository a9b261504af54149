/**
 * What a project should look like on one host, as plain values: pod, containers, volumes.
 *
 * <p>May depend on: {@code io.jcompose.model.project}, {@code io.jcompose.model.value}, {@code
 * io.jcompose.model.error}, the JDK. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.plan;

import org.jspecify.annotations.NullMarked;
