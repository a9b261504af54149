package io.jcompose.model.project;

/**
 * A limit of {@code ulimits:}; -1 means unlimited.
 *
 * @param soft what counts until the process raises it
 * @param hard how far it may
 * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2)</a>
 */
public record Ulimit(long soft, long hard) {}
