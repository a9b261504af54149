/** The arrows between packages, as tests. */
@NullMarked
package io.jcompose.tests.arch;

import org.jspecify.annotations.NullMarked;
