package io.jcompose.runtime.image.store;

import io.jcompose.runtime.image.document.LayerBlob;
import io.jcompose.runtime.image.store.CatalogueText.LayerNote;
import java.util.Optional;

/**
 * A layer that was made in a staging directory.
 *
 * @param blob that it was made of; empty if it was made here
 */
record UnpackedLayer(LayerNote note, Optional<LayerBlob> blob) {}
