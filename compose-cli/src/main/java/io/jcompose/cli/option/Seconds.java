package io.jcompose.cli.option;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of seconds, as docker compose's {@code --timeout} takes it. */
public final class Seconds implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException("'" + text + "' is not a whole number of seconds");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
