package io.jcompose.model.export.kubernetes;

import io.jcompose.model.plan.ContentFacts;
import io.jcompose.model.plan.ImageFacts;
import io.jcompose.model.project.Project;

/**
 * What manifests are made of.
 *
 * @param images asked for exposed ports, volumes and health checks of images
 * @param contents asked for the contents of configs and secrets
 * @param places asked where something stands that cannot be said
 */
public record ManifestSource(
    Project project, ImageFacts images, ContentFacts contents, KeyPlaces places) {}
