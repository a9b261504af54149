/**
 * {@code $VARIABLE} and its operators filled in, and the variables' files read.
 *
 * <p>Doors: {@link io.jcompose.model.interpolate.Interpolator} for a document, {@link
 * io.jcompose.model.interpolate.EnvFileReader} for {@code .env} and {@code env_file}, {@link
 * io.jcompose.model.interpolate.UsedVariables} for what a document mentions.
 *
 * <p>May depend on: {@code io.jcompose.model.yaml}, {@code io.jcompose.model.error}, the JDK. What
 * is expanded is bounded: files come from strangers.
 */
@NullMarked
package io.jcompose.model.interpolate;

import org.jspecify.annotations.NullMarked;
