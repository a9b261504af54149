/**
 * What the Quadlet of Debian 13's podman makes of the files that {@code generate quadlet} writes.
 */
@NullMarked
package io.jcompose.tests.quadlet;

import org.jspecify.annotations.NullMarked;
