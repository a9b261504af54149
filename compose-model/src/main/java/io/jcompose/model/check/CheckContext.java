package io.jcompose.model.check;

import io.jcompose.model.interpolate.Variables;
import io.jcompose.model.value.ProjectName;

/**
 * What the check must know besides the file.
 *
 * @param project the project's name
 * @param paths how paths become absolute
 * @param variables where variables named without a value are looked up
 */
public record CheckContext(ProjectName project, HostPaths paths, Variables variables) {}
