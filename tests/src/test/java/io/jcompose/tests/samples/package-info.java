/** Every sample under {@code samples/} has its owning test here. */
@NullMarked
package io.jcompose.tests.samples;

import org.jspecify.annotations.NullMarked;
