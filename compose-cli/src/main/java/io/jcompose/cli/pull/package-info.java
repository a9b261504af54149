/**
 * Brings the images that services need to this host.
 *
 * <p>Doors: {@link io.jcompose.cli.pull.NeededImages}, which knows what a project needs and when it
 * is fetched, and {@link io.jcompose.cli.pull.ImagePulls}, which fetches.
 *
 * <p>May depend on: {@code io.jcompose.cli.output}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model}.
 */
@NullMarked
package io.jcompose.cli.pull;

import org.jspecify.annotations.NullMarked;
