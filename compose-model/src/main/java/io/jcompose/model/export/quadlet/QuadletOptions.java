package io.jcompose.model.export.quadlet;

import java.util.Optional;

/**
 * What Quadlet's files are to be like.
 *
 * @param user whether they are for the manager of a user, not of the system
 * @param directory where they will be, absolute; empty means where Quadlet looks: {@code
 *     containers/systemd} in {@code /etc}, or in {@code ~/.config} for a user
 */
public record QuadletOptions(boolean user, Optional<String> directory) {}
