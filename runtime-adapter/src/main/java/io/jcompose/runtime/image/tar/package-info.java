/**
 * Reads tar archives byte by byte as they are: names, links and attributes stay bytes.
 *
 * <p>Door: {@link io.jcompose.runtime.image.tar.TarReader}. The libraries at hand decode names and
 * PAX values as text, which destroys binary attributes such as file capabilities; hence our own.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, the JDK. Writes nothing.
 */
@NullMarked
package io.jcompose.runtime.image.tar;

import org.jspecify.annotations.NullMarked;
