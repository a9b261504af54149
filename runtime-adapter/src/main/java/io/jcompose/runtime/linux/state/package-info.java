/**
 * What the runtime knows and later processes need, on disk: pods, containers, how their runs went.
 *
 * <p>Door: {@link io.jcompose.runtime.linux.state.StateStore}.
 *
 * <p>May depend on: {@code io.jcompose.runtime.host}, {@code io.jcompose.runtime.linux.network}
 * (what a pod has there), {@code io.jcompose.runtime.linux.process} (what a container was called),
 * {@code io.jcompose.runtime.linux.disk}, {@code io.jcompose.runtime.linux.tree}, {@code
 * io.jcompose.runtime.syscall}, {@code io.jcompose.scheduler.runtime}, {@code io.jcompose.model}.
 *
 * <h2>What is where</h2>
 *
 * <pre>{@code
 * STATE/projects/PROJECT/pod.json                  the pod and its last plan
 * STATE/projects/PROJECT/uplinks/INFRA.json        the program that leads a pod out, if one does
 * STATE/projects/PROJECT/containers/NAME/          one container's home:
 *     container.json                                 what it was made of; never changes
 *     run.json                                       its present or last run
 *     notes.json                                     what the scheduler keeps beside it
 *     upper, work                                    the overlay's own two directories
 *     etc                                            the files mounted over its /etc
 *     log                                            what it wrote
 * STATE/names/NAME -> ../projects/PROJECT/containers/NAME
 * STATE/volumes/NAME/{volume.json,_data}          a volume
 * RUN/projects/PROJECT/                            what a reboot takes away
 * }</pre>
 *
 * <h2>Killed at any moment</h2>
 *
 * <p>A file is written beside its place, synced and renamed: a reader sees the old one or the new
 * one. A container exists if, and only if, the link in {@code names} leads to its home. The link is
 * made last, when the home is complete, and taken away first; making it fails if there is one, so a
 * name is unique on the host without a lock. A home without a link is what a killed process left,
 * and is removed by whoever acts on the project next.
 *
 * <p>A pid alone is not an identity, and neither is a pid with its start time once the machine was
 * booted again: {@link io.jcompose.runtime.linux.state.ProcessIdentity} holds all three.
 */
@NullMarked
package io.jcompose.runtime.linux.state;

import org.jspecify.annotations.NullMarked;
