/**
 * Names and quantities that have rules. Every instance is legal; there is no unchecked way in.
 *
 * <p>May depend on: the JDK.
 */
@NullMarked
package io.jcompose.model.value;

import org.jspecify.annotations.NullMarked;
