package io.jcompose.model.merge;

import io.jcompose.model.yaml.MapNode;

/**
 * All documents as one.
 *
 * <p>Where Compose allows a list or a map for the same thing (environment, labels, dependencies,
 * networks), only the map is left; where it allows one text or a list, only the list.
 */
public record MergedTree(MapNode top) {}
