/**
 * YAML text to a tree whose every node knows its place: anchors, aliases and {@code <<} are
 * resolved, duplicate keys refused, and size and depth bounded, since files come from strangers.
 *
 * <p>Door: {@link io.jcompose.model.yaml.YamlReader}. A scalar keeps its text and whether it was
 * quoted; what type it has is for the reader of each key to say.
 *
 * <p>May depend on: {@code io.jcompose.model.error}, snakeyaml-engine (this package alone), the
 * JDK.
 */
@NullMarked
package io.jcompose.model.yaml;

import org.jspecify.annotations.NullMarked;
