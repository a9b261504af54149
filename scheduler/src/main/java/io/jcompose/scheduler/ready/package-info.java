/**
 * What a running container needs from somebody who stays awake: health probes, restarts, and
 * telling those who wait for it.
 *
 * <p>Door: {@link io.jcompose.scheduler.ready.Supervision}. The decisions are pure and apart from
 * what drives them; time is handed in.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.scheduler.event},
 * {@code io.jcompose.scheduler.time}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.scheduler.ready;

import org.jspecify.annotations.NullMarked;
