package io.jcompose.scheduler.runtime;

import io.jcompose.model.value.KeySequence;

/**
 * How somebody joins a container's own streams.
 *
 * @param streams what is joined to them; {@link ExecSpec.Streams.Terminal} is this process's
 *     terminal, in raw mode meanwhile, whose size the container's terminal follows
 * @param input whether {@code streams} are read, if the container keeps its input open
 * @param detachKeys what ends it when it is read; it does not reach the container
 */
public record AttachSpec(ExecSpec.Streams streams, boolean input, KeySequence detachKeys) {}
