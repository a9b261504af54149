package io.jcompose.model.project;

import io.jcompose.model.error.Place;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A config or secret that a service or a build is given: an item of {@code configs:} or {@code
 * secrets:}.
 *
 * @param place where the grant is written
 * @param source its key at the top level
 * @param target the path in the container, or a secret's id in a build. Of a service's secret
 *     always there; of a config empty means {@code /SOURCE}, of a build's secret the source
 * @param uid the file's owner as written; empty means root
 * @param gid the file's group as written; empty means root
 * @param mode the file's permission bits; empty means 0444
 */
public record Grant(
    Place place,
    String source,
    Optional<String> target,
    Optional<String> uid,
    Optional<String> gid,
    OptionalInt mode) {}
