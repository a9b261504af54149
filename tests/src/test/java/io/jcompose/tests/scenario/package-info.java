/**
 * Stories of whole stacks: the real command, real containers, and another program to check.
 *
 * <p>Door: {@code Stack}, one project in its own folders, and {@code HostSnapshot}, what the host
 * holds before and after.
 */
@NullMarked
package io.jcompose.tests.scenario;

import org.jspecify.annotations.NullMarked;
