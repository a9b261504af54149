package io.jcompose.model.interpolate;

import io.jcompose.model.yaml.MapNode;

/** A document in whose values no variable is left; its {@code $} are the user's own. */
public record InterpolatedDocument(MapNode top) {}
