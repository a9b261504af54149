/**
 * A tree as text: what {@code config} prints.
 *
 * <p>Doors: {@link io.jcompose.model.print.YamlText} and {@link io.jcompose.model.print.JsonText}.
 * Both print the same tree, in its own order.
 *
 * <p>May depend on: {@code io.jcompose.model.yaml}, the JDK.
 */
@NullMarked
package io.jcompose.model.print;

import org.jspecify.annotations.NullMarked;
