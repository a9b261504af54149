/**
 * A project as manifests of Kubernetes: what a cluster starts it by.
 *
 * <p>Door: {@link io.jcompose.model.export.kubernetes.KubernetesManifests}. Everything is made of
 * what is handed in; equal arguments make equal texts.
 *
 * <p>May depend on: {@code io.jcompose.model.project}, {@code io.jcompose.model.plan} (what is
 * known of images and contents), {@code io.jcompose.model.value}, {@code io.jcompose.model.error},
 * {@code io.jcompose.model.yaml} and {@code .print}, the typed model of Kubernetes, Jackson, the
 * JDK. Reads no file, no clock, no environment. Nothing else of the program loads the model of
 * Kubernetes but what reads manifests.
 */
@NullMarked
package io.jcompose.model.export.kubernetes;

import org.jspecify.annotations.NullMarked;
