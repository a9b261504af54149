/**
 * A small Git forge: repositories over HTTP, accounts and the list of repositories in PostgreSQL.
 *
 * <p>Door: {@link io.jcompose.samples.forge.Forge}; {@code Main} starts it with what the
 * environment says.
 *
 * <p>May depend on: JGit, Jetty, pgjdbc, the JDK. Knows nothing of jcompose: it is what a user
 * would run with it.
 */
@NullMarked
package io.jcompose.samples.forge;

import org.jspecify.annotations.NullMarked;
