/**
 * How this host's users configured registries, in the files that podman and docker read: which
 * registry a name means, who may speak to it, and whose certificates are trusted.
 *
 * <p>Doors: {@link io.jcompose.runtime.image.registry.configuration.RegistriesConfiguration} knows
 * where an image is asked for, {@link
 * io.jcompose.runtime.image.registry.configuration.AuthenticationFiles} knows credentials and keeps
 * them, {@link io.jcompose.runtime.image.registry.configuration.CertificateDirectories} knows
 * certificates.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.runtime.image.registry}
 * (the words its client is asked with), {@code io.jcompose.runtime.host}, {@code
 * io.jcompose.scheduler.runtime}, {@code io.jcompose.model}, tomlj, Jackson, the JDK. Speaks to no
 * registry.
 */
@NullMarked
package io.jcompose.runtime.image.registry.configuration;

import org.jspecify.annotations.NullMarked;
