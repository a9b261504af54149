/**
 * A container engine that is a program: containers live in memory and run programs that tests
 * choose. It passes the same contract as every real engine, or tests on it would prove nothing.
 *
 * <p>Door: {@link io.jcompose.scheduler.fake.FakeRuntime}; what containers do is a {@link
 * io.jcompose.scheduler.fake.FakeProgram}.
 */
@NullMarked
package io.jcompose.scheduler.fake;

import org.jspecify.annotations.NullMarked;
