/**
 * Whole directory trees of strangers, removed and copied: nothing in them is followed, opened or
 * believed.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.tree.Trees}.
 *
 * <p>May depend on: the JDK, {@code io.jcompose.scheduler.runtime} for failures.
 */
@NullMarked
package io.jcompose.runtime.linux.tree;

import org.jspecify.annotations.NullMarked;
