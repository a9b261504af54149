/**
 * The systemd that runs this machine: its units, of the system and of the user who calls.
 *
 * <p>Door: {@link io.jcompose.cli.systemd.Systemd}. What it does to units is a port, {@link
 * io.jcompose.cli.systemd.UnitManager}, so that commands are tested where no systemd runs.
 *
 * <p>May depend on: {@code io.jcompose.model.error}, {@code io.jcompose.model.export}, the JDK.
 * Prints nothing.
 */
@NullMarked
package io.jcompose.cli.systemd;

import org.jspecify.annotations.NullMarked;
