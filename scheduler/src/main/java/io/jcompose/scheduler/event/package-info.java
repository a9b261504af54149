/**
 * What happens while the scheduler works, for a display, a log or another process.
 *
 * <p>Door: {@link io.jcompose.scheduler.event.EventSink}, told {@link
 * io.jcompose.scheduler.event.Event}s: records of simple parts, fit to be written as JSON.
 *
 * <p>May depend on: {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}.
 */
@NullMarked
package io.jcompose.scheduler.event;

import org.jspecify.annotations.NullMarked;
