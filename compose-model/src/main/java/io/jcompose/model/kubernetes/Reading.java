package io.jcompose.model.kubernetes;

import java.util.function.Predicate;

/**
 * What the translations of all pods share.
 *
 * @param honours whether a key of Compose is honoured on this host by now, such as {@code
 *     services.*.group_add}
 * @param host the files of this host
 */
record Reading(
    Contents contents,
    GivenContents given,
    ComposeVolumes volumes,
    Exposure exposure,
    Predicate<String> honours,
    HostFiles host) {}
