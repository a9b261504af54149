package io.jcompose.model.plan;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Signal;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Records as JSON and back: the one codec for plans, state files and the supervisor's messages.
 *
 * <p>It serves every record, of any module, that is made of these parts:
 *
 * <table>
 *   <caption>How each part is written</caption>
 *   <tr><th>type</th><th>JSON</th></tr>
 *   <tr><td>a record</td><td>an object, its components in their order</td></tr>
 *   <tr><td>a record with one component {@code String value}</td><td>that string</td></tr>
 *   <tr><td>a record of a sealed interface</td><td>an object that starts with {@code "kind"}: the
 *       record's simple name, first letter small</td></tr>
 *   <tr><td>{@link Optional}, {@code OptionalInt}, {@code OptionalLong}</td><td>its content; left
 *       out where empty</td></tr>
 *   <tr><td>{@code List}, {@code Set}</td><td>an array, in the same order</td></tr>
 *   <tr><td>{@code Map}</td><td>an object, in the same order; keys are of any type that is
 *       written as a string</td></tr>
 *   <tr><td>an enum</td><td>the constant's {@code name()}</td></tr>
 *   <tr><td>{@link Duration}, {@link Instant}</td><td>ISO 8601: {@code "PT10S"}, {@code
 *       "2026-11-20T15:00:00Z"}</td></tr>
 *   <tr><td>{@link Port}</td><td>{@code "80/tcp"}</td></tr>
 *   <tr><td>{@link Signal}</td><td>{@code "SIGTERM"}</td></tr>
 *   <tr><td>{@code String}, {@code boolean}, {@code int}, {@code long} (boxed too)</td><td>itself
 *       </td></tr>
 * </table>
 *
 * <p>Reading is strict: a property that is missing, given twice or not known is an error, so a file
 * of another version is noticed and never half understood. Same value, same text. May be used by
 * several threads.
 */
public final class PlanJson {
  private final JsonShapes shapes = JsonShapes.telling();
  private final JsonShapes shownShapes = JsonShapes.hiding();
  // The streaming half of Jackson only: an ObjectMapper costs each command some 60 ms more to load.
  private final JsonFactory factory =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Returns {@code value} on one line, without a line feed at its end.
   *
   * @param value a record
   * @throws IllegalArgumentException if it holds a part that is not in the table above
   */
  public String write(Object value) {
    return write(value, shapes, ObjectWriteContext.empty());
  }

  /**
   * Returns {@code value} as {@link #write} does, indented by two spaces for people to read, and
   * without {@link HiddenContent}: a text that holds some is not read back.
   */
  public String writePretty(Object value) {
    return write(value, shownShapes, new Pretty());
  }

  private String write(Object value, JsonShapes shapes, ObjectWriteContext context) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = factory.createGenerator(context, text)) {
      shapes.of(value.getClass()).write(out, value);
    }
    return text.toString();
  }

  /**
   * Returns the value that {@link #write} made {@code text} of.
   *
   * @param type the value's own record type, or the sealed interface it is a kind of
   * @throws MalformedJsonException if {@code text} is damaged or is something else; the message
   *     names the property
   */
  public <T> T read(String text, Class<T> type) {
    try (JsonParser in = factory.createParser(ObjectReadContext.empty(), text)) {
      in.nextToken();
      Object value = shapes.of(type).read(in);
      if (in.nextToken() != null) {
        throw JsonShapes.malformed(in, "something follows the end of the value", null);
      }
      return type.cast(value);
    } catch (JacksonException e) {
      throw new MalformedJsonException("not JSON: " + e.getMessage(), e);
    }
  }

  private static final class Pretty extends ObjectWriteContext.Base {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withArrayIndenter(INDENTER).withObjectIndenter(INDENTER);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
