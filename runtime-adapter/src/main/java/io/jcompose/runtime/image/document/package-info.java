/**
 * The JSON documents that describe an image, as OCI and Docker write them: index, manifest,
 * configuration, and the list in a {@code docker save} archive.
 *
 * <p>Doors: the records here, each read by its own {@code parse}, and {@link
 * io.jcompose.runtime.image.document.DerivedConfiguration}, which writes one. All that are read are
 * input from strangers: bounded in size and depth, and told apart from what is malformed by {@link
 * io.jcompose.runtime.image.UnusableImageException}. Unknown keys are left alone, as the
 * specifications ask.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.model}, Jackson, the JDK.
 */
@NullMarked
package io.jcompose.runtime.image.document;

import org.jspecify.annotations.NullMarked;
