package io.jcompose.cli.option;

import io.jcompose.model.value.Signal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A signal by its name or number. */
public final class SignalName implements ITypeConverter<Signal> {
  @Override
  public Signal convert(String text) {
    return Signal.parse(text)
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a signal"));
  }
}
