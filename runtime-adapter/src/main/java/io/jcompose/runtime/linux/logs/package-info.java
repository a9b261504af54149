/**
 * What containers write, from the pipe to the reader: each byte once, whoever is killed meanwhile.
 *
 * <p>Doors: {@link io.jcompose.runtime.linux.logs.LogPump} collects, {@link
 * io.jcompose.runtime.linux.logs.ContainerLog} is what it fills and what is read from. The two need
 * not be in one process.
 *
 * <p>May depend on: {@code io.jcompose.runtime.linux.tree}, {@code io.jcompose.runtime.syscall},
 * {@code io.jcompose.runtime.linux.logs.driver}, {@code io.jcompose.scheduler.runtime}, {@code
 * io.jcompose.model.value}.
 *
 * <h2>Files</h2>
 *
 * <p>A log is a row of segments. In the first, {@code stdout} and {@code stderr} hold the bytes as
 * they were written, and {@code index} says when they arrived: a row of entries of equal size, each
 * either a piece of one of the two files, or the end of a run. What is not in the index is not
 * there for a reader. Later segments have files of the same names with a number behind, {@code
 * stdout.000001}; their indexes begin with two empty pieces, which say how much each stream had
 * carried before. {@code forwarded} says how far a log has been passed on.
 *
 * <p>When the newest segment is full the next one begins, with a line; the oldest go.
 *
 * <h2>Killed at any moment</h2>
 *
 * <p>Bytes go from the pipe to the file in one splice(2): they are in one of the two, never in both
 * and never in none. A process that is killed before it has written the index entry leaves bytes
 * without one; whoever collects next gives them an entry, with the time of that moment, before it
 * moves more. A line is cut only where its bytes have a line feed, or a run ends, so it does not
 * matter where a kill has cut pieces.
 *
 * <p>A segment is there once its index is, which comes whole by a rename, after its other files;
 * from then on nobody writes into the one before. When it is removed its index goes first.
 */
@NullMarked
package io.jcompose.runtime.linux.logs;

import org.jspecify.annotations.NullMarked;
