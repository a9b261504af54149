package io.jcompose.runtime.image.archive;

import io.jcompose.runtime.image.Digest;
import java.util.Optional;

/**
 * A layer of an archived image.
 *
 * @param digest of the uncompressed layer
 * @param file its name in the archive
 * @param blob digest of the file as it is, compressed perhaps; empty if the archive does not tell
 */
public record ArchivedLayer(Digest digest, String file, Optional<Digest> blob) {}
