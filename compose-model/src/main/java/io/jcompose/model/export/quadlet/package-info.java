/**
 * A plan as files for Quadlet, which makes units of systemd of them that run podman; pure text.
 *
 * <p>Door: {@link io.jcompose.model.export.quadlet.QuadletFiles}.
 *
 * <p>The plan says how services are grouped, called and connected. Of what a service is besides,
 * the project tells more than the plan: keys that podman honours and jcompose does not yet.
 *
 * <p>May depend on: {@code io.jcompose.model.export.unit}, {@code io.jcompose.model.plan}, {@code
 * io.jcompose.model.project}, {@code io.jcompose.model.value}, the JDK. Reads no file, no clock, no
 * environment.
 */
@NullMarked
package io.jcompose.model.export.quadlet;

import org.jspecify.annotations.NullMarked;
