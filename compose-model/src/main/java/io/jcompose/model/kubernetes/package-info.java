/**
 * Kubernetes manifests as Compose documents: pods, what makes pods, and what they are given, for
 * one host. Every node of the document keeps its place in the manifest, so that whatever a later
 * phase finds wrong is told where the user can mend it.
 *
 * <p>Door: {@link io.jcompose.model.kubernetes.Manifests}.
 *
 * <p>May depend on: {@code io.jcompose.model.error}, {@code io.jcompose.model.value}, {@code
 * io.jcompose.model.yaml}, the JDK. Reads no file, no clock, no environment.
 */
@NullMarked
package io.jcompose.model.kubernetes;

import org.jspecify.annotations.NullMarked;
