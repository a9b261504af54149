/**
 * Several documents to one: short forms that stand for longer ones are written out, later values
 * win, lists grow, as each key's rule says.
 *
 * <p>Door: {@link io.jcompose.model.merge.Merger}. The rules are a table: {@code MergeRules}.
 *
 * <p>May depend on: {@code io.jcompose.model.interpolate}, {@code io.jcompose.model.yaml}, {@code
 * io.jcompose.model.error}, the JDK.
 */
@NullMarked
package io.jcompose.model.merge;

import org.jspecify.annotations.NullMarked;
