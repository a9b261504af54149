/**
 * Time as the scheduler uses it: what it is now, and a call when some of it has passed.
 *
 * <p>Door: {@link io.jcompose.scheduler.time.Timer}.
 *
 * <p>May depend on: the JDK. Handed in everywhere, so that tests let time pass as they like.
 */
@NullMarked
package io.jcompose.scheduler.time;

import org.jspecify.annotations.NullMarked;
