package io.jcompose.runtime.linux.process;

import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.rootfs.RootSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All a container's first process is made of.
 *
 * @param self what it calls itself
 * @param arguments the program, looked up along {@code PATH} inside the container, and its
 *     arguments
 * @param environment {@code PATH}, {@code HOME} and {@code HOSTNAME} are added where they are
 *     missing
 * @param user as {@code user:} writes it, looked up in the container's own files
 * @param workingDirectory absolute, inside the container; made if missing
 * @param init whether the host's reaper is to be process 1
 * @param network where it is in the network
 * @param streams where its standard streams lead
 */
public record LaunchSpec(
    ProjectName project,
    ContainerName name,
    UtsName self,
    List<String> arguments,
    Map<String, String> environment,
    String user,
    String workingDirectory,
    boolean init,
    RootSpec root,
    SecuritySettings security,
    NetworkPlace network,
    StandardStreams streams) {

  public LaunchSpec {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Says no value of a variable: these are often secrets, and this may end in a log. */
  @Override
  public String toString() {
    return "LaunchSpec[name=" + name + ", environment=" + environment.keySet() + "]";
  }
}
