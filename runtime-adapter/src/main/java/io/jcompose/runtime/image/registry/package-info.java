/**
 * Registries: which of them an image's name means, who may speak to them, and how images come from
 * there and go there.
 */
@NullMarked
package io.jcompose.runtime.image.registry;

import org.jspecify.annotations.NullMarked;
