/**
 * Registries: which of them an image's name means, who may speak to them, and how images come from
 * there and go there.
 *
 * <p>Door: {@link io.jcompose.runtime.image.registry.RegistryClient} speaks the OCI distribution
 * protocol. Whom it logs in as and whom it trusts is handed in as {@link
 * io.jcompose.runtime.image.registry.CredentialSource} and {@link
 * io.jcompose.runtime.image.registry.TrustSource}; what goes wrong is a {@link
 * io.jcompose.runtime.image.registry.RegistryFailure}. Whatever a registry says is input from a
 * stranger: bounded in size, compared with the digests that were asked for, and shown without its
 * control characters. Credentials go to their own registry and to the token server that it names,
 * and into no message.
 *
 * <p>May depend on: {@code io.jcompose.runtime.image}, {@code io.jcompose.runtime.image.document},
 * {@code io.jcompose.scheduler.runtime}, Jackson, the JDK. Knows no store and reads no environment.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">distribution
 *     specification</a>
 */
@NullMarked
package io.jcompose.runtime.image.registry;

import org.jspecify.annotations.NullMarked;
