package io.jcompose.scheduler.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * What a container has used since it was started; 0 where the host does not count. A share of the
 * processors is the difference of two readings.
 *
 * @param at when it was read
 * @param processorTime of all processors together
 * @param memory bytes in use, without those of files that the kernel could drop at once
 * @param memoryLimit bytes it may use at most; the machine's memory where it has no limit
 * @param received bytes over all interfaces of its pod but the loopback one; 0 if it uses the
 *     host's network
 * @param sent likewise
 * @param read bytes from disks
 * @param written bytes to disks
 * @param processes how many processes and threads it has
 */
public record ResourceUsage(
    Instant at,
    Duration processorTime,
    long memory,
    long memoryLimit,
    long received,
    long sent,
    long read,
    long written,
    long processes) {}
