/**
 * The golden cases of {@code config}: what docker compose makes of our files, and which it refuses.
 *
 * <p>The cases are below {@code src/test/resources/config}; the README.md there tells their form.
 */
@NullMarked
package io.jcompose.tests.config;

import org.jspecify.annotations.NullMarked;
