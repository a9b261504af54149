package io.jcompose.cli.option;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of lines, or {@code all}, which is empty. */
public final class LineCount implements ITypeConverter<OptionalInt> {
  @Override
  public OptionalInt convert(String text) {
    if (text.equals("all")) {
      return OptionalInt.empty();
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException("'" + text + "' is neither a number of lines nor 'all'");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
