package io.jcompose.scheduler.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of a container as the host sees it.
 *
 * @param user the name that the host has for its user, or the user's number where it has none
 * @param parent 0 if it is outside of what the host sees
 * @param terminal such as {@code pts/0}; empty if it has none
 * @param processorTime that it has used
 * @param command the program with its arguments, separated by blanks, or the program's name in
 *     brackets where it has none left; what is in it is the container's to say
 */
public record ProcessStatus(
    String user,
    long pid,
    long parent,
    Instant started,
    Optional<String> terminal,
    Duration processorTime,
    String command) {}
