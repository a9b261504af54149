package io.jcompose.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;

/** Content that can be read several times: a push that broke off starts anew. */
@FunctionalInterface
public interface ContentSource {
  /** Opens the content at its first byte; whoever asked closes it. */
  InputStream open() throws IOException;
}
