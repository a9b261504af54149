/**
 * What the documents show is what the program does.
 *
 * <p>May depend on: {@code io.jcompose.tests.scenario}.
 */
@NullMarked
package io.jcompose.tests.docs;

import org.jspecify.annotations.NullMarked;
