package io.jcompose.model.plan;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A record as an object, one property a component. */
final class RecordShape implements JsonShape {
  private final JsonShapes shapes;
  private final Class<?> type;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final Constructor<?> constructor;

  RecordShape(JsonShapes shapes, Class<?> type) {
    this.shapes = shapes;
    this.type = type;
    RecordComponent[] declared = type.getRecordComponents();
    for (RecordComponent component : declared) {
      components.put(component.getName(), Component.of(component));
    }
    Class<?>[] types =
        Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor: " + type, e);
    }
    constructor.setAccessible(true); // a package may keep its messages to itself
  }

  boolean hasComponent(String name) {
    return components.containsKey(name);
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    out.writeStartObject();
    writeComponents(out, value);
    out.writeEndObject();
  }

  /** Writes the properties only, for an object that was started already. */
  void writeComponents(JsonGenerator out, Object value) {
    components.forEach(
        (name, component) ->
            component
                .valueOf(value)
                .ifPresent(
                    content -> {
                      out.writeName(name);
                      shapes.of(component.type()).write(out, content);
                    }));
  }

  @Override
  public Object read(JsonParser in) {
    JsonShapes.expect(in, JsonToken.START_OBJECT, "an object");
    return readComponents(in);
  }

  /** Reads the properties after the current token, and the object's end. */
  Object readComponents(JsonParser in) {
    Map<String, Object> found = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      Component component = components.get(name);
      if (component == null) {
        throw JsonShapes.malformed(in, "property '" + name + "' is not known", null);
      }
      in.nextToken();
      found.put(name, component.presence().wrap(shapes.of(component.type()).read(in)));
    }
    Object[] arguments = new Object[components.size()];
    int index = 0;
    for (Map.Entry<String, Component> entry : components.entrySet()) {
      Object value =
          Optional.ofNullable(found.get(entry.getKey()))
              .or(() -> entry.getValue().presence().absent())
              .orElseThrow(
                  () ->
                      JsonShapes.malformed(
                          in, "property '" + entry.getKey() + "' is missing", null));
      arguments[index++] = value;
    }
    return construct(in, arguments);
  }

  private Object construct(JsonParser in, Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw JsonShapes.malformed(in, String.valueOf(refused.getMessage()), refused);
      }
      throw new IllegalStateException("cannot make a " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  /** One component; {@code type} is what an optional one holds. */
  private record Component(Method accessor, Type type, Presence presence) {
    static Component of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Class<?> raw = component.getType();
      if (raw == Optional.class) {
        Type content = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return new Component(accessor, content, Presence.OPTIONAL);
      }
      if (raw == OptionalInt.class) {
        return new Component(accessor, int.class, Presence.OPTIONAL_INT);
      }
      if (raw == OptionalLong.class) {
        return new Component(accessor, long.class, Presence.OPTIONAL_LONG);
      }
      return new Component(accessor, component.getGenericType(), Presence.REQUIRED);
    }

    Optional<Object> valueOf(Object owner) {
      try {
        return presence.unwrap(accessor.invoke(owner));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + accessor, e);
      }
    }
  }

  /** Whether a component may be left out, and what stands for it then. */
  private enum Presence {
    REQUIRED {
      @Override
      Optional<Object> unwrap(Object value) {
        return Optional.of(value);
      }

      @Override
      Object wrap(Object content) {
        return content;
      }

      @Override
      Optional<Object> absent() {
        return Optional.empty();
      }
    },
    OPTIONAL {
      @Override
      Optional<Object> unwrap(Object value) {
        return ((Optional<?>) value).map(content -> content);
      }

      @Override
      Object wrap(Object content) {
        return Optional.of(content);
      }

      @Override
      Optional<Object> absent() {
        return Optional.of(Optional.empty());
      }
    },
    OPTIONAL_INT {
      @Override
      Optional<Object> unwrap(Object value) {
        OptionalInt number = (OptionalInt) value;
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
      }

      @Override
      Object wrap(Object content) {
        return OptionalInt.of((Integer) content);
      }

      @Override
      Optional<Object> absent() {
        return Optional.of(OptionalInt.empty());
      }
    },
    OPTIONAL_LONG {
      @Override
      Optional<Object> unwrap(Object value) {
        OptionalLong number = (OptionalLong) value;
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
      }

      @Override
      Object wrap(Object content) {
        return OptionalLong.of((Long) content);
      }

      @Override
      Optional<Object> absent() {
        return Optional.of(OptionalLong.empty());
      }
    };

    /** Returns what is to be written, if anything. */
    abstract Optional<Object> unwrap(Object value);

    /** Returns the component for what was read. */
    abstract Object wrap(Object content);

    /** Returns the component where nothing was read; empty if it must not be missing. */
    abstract Optional<Object> absent();
  }
}
