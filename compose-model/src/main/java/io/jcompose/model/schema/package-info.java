/**
 * Every key of a Compose file: what may stand behind it, the one long form it is written out in,
 * how two values of it become one, and what becomes of it on one host. To add a key, add its row to
 * the table of its owner: {@code ServiceKeys}, {@code BuildKeys}, {@code NetworkKeys}, …
 *
 * <p>Door: {@link io.jcompose.model.schema.ComposeSchema}.
 *
 * <p>May depend on: {@code io.jcompose.model.yaml}, {@code io.jcompose.model.value}, {@code
 * io.jcompose.model.error}. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.schema;

import org.jspecify.annotations.NullMarked;
