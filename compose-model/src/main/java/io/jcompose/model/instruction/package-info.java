/**
 * The instructions of a Dockerfile that say how an image is to be run, as {@code commit --change}
 * takes them: read, and applied to what an image says.
 *
 * <p>Door: {@link io.jcompose.model.instruction.ImageInstruction}.
 *
 * <p>May depend on: {@code io.jcompose.model.plan}, {@code io.jcompose.model.project}, {@code
 * io.jcompose.model.value}, Jackson's streaming API, the JDK. Reads no file, no clock, no
 * environment.
 */
@NullMarked
package io.jcompose.model.instruction;

import org.jspecify.annotations.NullMarked;
