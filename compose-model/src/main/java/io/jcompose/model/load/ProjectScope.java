package io.jcompose.model.load;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.HostPaths;
import java.util.List;
import java.util.stream.Stream;

/**
 * What files are read in the light of: the root project's, or that of a project it includes.
 *
 * @param paths relative paths are relative to the project's directory
 * @param variables what {@code $NAME} stands for
 * @param inclusions the files that led here, outermost first, each absolute
 */
record ProjectScope(HostPaths paths, Variables variables, List<String> inclusions) {
  ProjectScope {
    inclusions = List.copyOf(inclusions);
  }

  /** Returns the scope of a project that {@code file} of this one includes. */
  ProjectScope included(HostPaths changedPaths, Variables changedVariables, String file) {
    return new ProjectScope(
        changedPaths,
        changedVariables,
        Stream.concat(inclusions.stream(), Stream.of(file)).toList());
  }
}
