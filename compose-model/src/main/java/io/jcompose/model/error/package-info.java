/**
 * Problems a user can act on: where, what, why not, and what to do next.
 *
 * <p>Door: {@link io.jcompose.model.error.JcomposeException}, the root of everything thrown on
 * purpose; {@link io.jcompose.model.error.Problems} collects what is wrong with files.
 *
 * <p>May depend on: the JDK.
 */
@NullMarked
package io.jcompose.model.error;

import org.jspecify.annotations.NullMarked;
