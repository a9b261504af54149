package io.jcompose.model.plan;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How the values of one type are written as JSON and read back. */
interface JsonShape {
  /** Writes {@code value}, which must be of this shape's type. */
  void write(JsonGenerator out, Object value);

  /**
   * Reads a value whose first token is the parser's current one; leaves the parser on its last.
   *
   * @throws MalformedJsonException if something else stands there
   */
  Object read(JsonParser in);

  /** A type that is one string; such types serve as keys of maps too. */
  record Text(String what, Function<Object, String> format, Function<String, Object> parse)
      implements JsonShape {
    static final Text STRING = new Text("a string", Object::toString, text -> text);
    static final Text PORT = new Text("a port such as 80/tcp", Object::toString, Text::port);
    static final Text SIGNAL = new Text("a signal such as SIGTERM", Object::toString, Text::signal);

    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeString(format.apply(value));
    }

    @Override
    public Object read(JsonParser in) {
      JsonShapes.expect(in, JsonToken.VALUE_STRING, what);
      return parse(in, in.getString());
    }

    Object parse(JsonParser in, String text) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException | DateTimeException e) {
        throw JsonShapes.malformed(in, "'" + text + "' is not " + what, e);
      }
    }

    private static Port port(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException("no protocol");
      }
      Protocol protocol = Protocol.valueOf(text.substring(slash + 1).toUpperCase(Locale.ROOT));
      return new Port(Integer.parseInt(text.substring(0, slash)), protocol);
    }

    private static Signal signal(String text) {
      return Signal.parse(text).orElseThrow(() -> new IllegalArgumentException("no such signal"));
    }
  }

  /** What may be a secret: no failure of reading it tells what stands there. */
  enum HiddenBytes implements JsonShape {
    TOLD {
      @Override
      public void write(JsonGenerator out, Object value) {
        out.writeString(((HiddenContent) value).value());
      }
    },
    LEFT_OUT {
      @Override
      public void write(JsonGenerator out, Object value) {
        out.writeString("(not shown)");
      }
    };

    @Override
    public Object read(JsonParser in) {
      JsonShapes.expect(in, JsonToken.VALUE_STRING, "a string");
      try {
        return new HiddenContent(in.getString());
      } catch (IllegalArgumentException e) {
        throw JsonShapes.malformed(in, "base 64 is expected", null);
      }
    }
  }

  /** The types that JSON has itself, strings apart. */
  enum Plain implements JsonShape {
    BOOLEAN {
      @Override
      public void write(JsonGenerator out, Object value) {
        out.writeBoolean((Boolean) value);
      }

      @Override
      public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_TRUE
            && in.currentToken() != JsonToken.VALUE_FALSE) {
          throw JsonShapes.malformed(in, "true or false is expected", null);
        }
        return in.getBooleanValue();
      }
    },
    INT {
      @Override
      public void write(JsonGenerator out, Object value) {
        out.writeNumber((Integer) value);
      }

      @Override
      public Object read(JsonParser in) {
        JsonShapes.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
        return in.getIntValue();
      }
    },
    LONG {
      @Override
      public void write(JsonGenerator out, Object value) {
        out.writeNumber((Long) value);
      }

      @Override
      public Object read(JsonParser in) {
        JsonShapes.expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
        return in.getLongValue();
      }
    }
  }

  /** Lists and sets: {@code collect} makes the one or the other of the elements. */
  record Elements(JsonShape element, Function<List<Object>, Collection<Object>> collect)
      implements JsonShape {
    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeStartArray();
      for (Object each : (Collection<?>) value) {
        element.write(out, each);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) {
      JsonShapes.expect(in, JsonToken.START_ARRAY, "a list");
      List<Object> elements = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        elements.add(element.read(in));
      }
      return collect.apply(elements);
    }
  }

  /** Maps, their order kept. */
  record Entries(Text key, JsonShape element) implements JsonShape {
    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        out.writeName(key.format().apply(entry.getKey()));
        element.write(out, entry.getValue());
      }
      out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
      JsonShapes.expect(in, JsonToken.START_OBJECT, "an object");
      Map<Object, Object> entries = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        Object name = key.parse(in, in.currentName());
        in.nextToken();
        entries.put(name, element.read(in));
      }
      return entries;
    }
  }

  /** Records of a sealed interface: objects that say first which of the kinds they are. */
  record Kinds(Map<String, RecordShape> byName) implements JsonShape {
    static final String KIND = "kind";

    @Override
    public void write(JsonGenerator out, Object value) {
      String kind = JsonShapes.kindName(value.getClass());
      out.writeStartObject();
      out.writeStringProperty(KIND, kind);
      shape(kind).writeComponents(out, value);
      out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
      JsonShapes.expect(in, JsonToken.START_OBJECT, "an object");
      if (in.nextToken() != JsonToken.PROPERTY_NAME || !in.currentName().equals(KIND)) {
        throw JsonShapes.malformed(in, "property 'kind' is expected first", null);
      }
      in.nextToken();
      JsonShapes.expect(in, JsonToken.VALUE_STRING, "a string");
      String kind = in.getString();
      if (!byName.containsKey(kind)) {
        throw JsonShapes.malformed(
            in, "'" + kind + "' is not one of " + String.join(", ", byName.keySet()), null);
      }
      return shape(kind).readComponents(in);
    }

    private RecordShape shape(String kind) {
      RecordShape shape = byName.get(kind);
      if (shape == null) {
        throw new IllegalArgumentException(kind + " is not one of " + byName.keySet());
      }
      return shape;
    }
  }
}
