/**
 * Makes a directory of PostgreSQL's programs out of the archive that Maven Central has of them.
 *
 * <p>Door: {@link io.jcompose.samples.postgresql.Bundle}; {@code Main} is run by the build.
 *
 * <p>May depend on: commons-compress with xz, the JDK. In Java, because {@code tar} and {@code xz}
 * may be missing on the machine that builds.
 */
@NullMarked
package io.jcompose.samples.postgresql;

import org.jspecify.annotations.NullMarked;
