package io.jcompose.cli.option;

import io.jcompose.model.value.ProjectName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A project's name, which must be legal as it stands. */
public final class ProjectNameText implements ITypeConverter<ProjectName> {
  @Override
  public ProjectName convert(String text) {
    try {
      return new ProjectName(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
