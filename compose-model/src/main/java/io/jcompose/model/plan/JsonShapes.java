package io.jcompose.model.plan;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Signal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds, by looking at a type, the shape its values have in JSON; each is worked out once. */
final class JsonShapes {
  private final Map<Type, JsonShape> known = new ConcurrentHashMap<>();

  private JsonShapes(JsonShape hiddenContent) {
    known.put(HiddenContent.class, hiddenContent);
    known.put(String.class, JsonShape.Text.STRING);
    known.put(Port.class, JsonShape.Text.PORT);
    known.put(Signal.class, JsonShape.Text.SIGNAL);
    known.put(
        Duration.class,
        new JsonShape.Text("a duration such as PT10S", Object::toString, Duration::parse));
    known.put(
        Instant.class,
        new JsonShape.Text(
            "a time such as 2026-11-20T15:00:00Z", Object::toString, Instant::parse));
    known.put(boolean.class, JsonShape.Plain.BOOLEAN);
    known.put(Boolean.class, JsonShape.Plain.BOOLEAN);
    known.put(int.class, JsonShape.Plain.INT);
    known.put(Integer.class, JsonShape.Plain.INT);
    known.put(long.class, JsonShape.Plain.LONG);
    known.put(Long.class, JsonShape.Plain.LONG);
  }

  /** Returns shapes that lose nothing. */
  static JsonShapes telling() {
    return new JsonShapes(JsonShape.HiddenBytes.TOLD);
  }

  /** Returns shapes of what people may see: hidden content is left out. */
  static JsonShapes hiding() {
    return new JsonShapes(JsonShape.HiddenBytes.LEFT_OUT);
  }

  /**
   * Returns the shape of {@code type}.
   *
   * @throws IllegalArgumentException if the codec does not serve it
   */
  JsonShape of(Type type) {
    JsonShape shape = known.get(type);
    if (shape == null) {
      // not computeIfAbsent: finding a shape finds those of its parts
      shape = find(type);
      known.put(type, shape);
    }
    return shape;
  }

  private JsonShape find(Type type) {
    if (type instanceof Class<?> plain) {
      return ofClass(plain);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new JsonShape.Elements(of(arguments[0]), elements -> elements);
      }
      if (generic.getRawType() == Set.class) {
        return new JsonShape.Elements(of(arguments[0]), LinkedHashSet::new);
      }
      if (generic.getRawType() == Map.class && of(arguments[0]) instanceof JsonShape.Text key) {
        return new JsonShape.Entries(key, of(arguments[1]));
      }
    }
    throw new IllegalArgumentException("no JSON is defined for " + type.getTypeName());
  }

  private JsonShape ofClass(Class<?> type) {
    if (type.isEnum()) {
      return ofEnum(type);
    }
    if (type.isSealed() || isKind(type)) {
      Map<String, RecordShape> kinds = new LinkedHashMap<>();
      leaves(type).forEach(leaf -> addKind(kinds, leaf));
      return new JsonShape.Kinds(kinds);
    }
    if (type.isRecord()) {
      return isValue(type) ? ofValue(type) : new RecordShape(this, type);
    }
    throw new IllegalArgumentException("no JSON is defined for " + type.getName());
  }

  private static JsonShape ofEnum(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return new JsonShape.Text(
        "one of " + String.join(", ", constants.keySet()),
        constant -> ((Enum<?>) constant).name(),
        name -> {
          Object constant = constants.get(name);
          if (constant == null) {
            throw new IllegalArgumentException("no such constant");
          }
          return constant;
        });
  }

  private static boolean isValue(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components.length == 1
        && components[0].getName().equals("value")
        && components[0].getType() == String.class;
  }

  private static JsonShape ofValue(Class<?> type) {
    Constructor<?> constructor;
    try {
      constructor = type.getDeclaredConstructor(String.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor: " + type, e);
    }
    constructor.setAccessible(true);
    RecordComponent component = type.getRecordComponents()[0];
    component.getAccessor().setAccessible(true);
    return new JsonShape.Text(
        "a " + type.getSimpleName(),
        value -> {
          try {
            return (String) component.getAccessor().invoke(value);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
          }
        },
        text -> {
          try {
            return constructor.newInstance(text);
          } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
          }
        });
  }

  /** Whether {@code type} is a record of a sealed interface, at any depth. */
  private static boolean isKind(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getInterfaces()).anyMatch(JsonShapes::isSealedBelow);
  }

  private static boolean isSealedBelow(Class<?> type) {
    return type.isSealed()
        || Arrays.stream(type.getInterfaces()).anyMatch(JsonShapes::isSealedBelow);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JsonShapes::leaves).distinct()
        : Stream.of(type);
  }

  private void addKind(Map<String, RecordShape> kinds, Class<?> leaf) {
    if (!leaf.isRecord()) {
      throw new IllegalArgumentException("a kind must be a record: " + leaf.getName());
    }
    RecordShape shape = new RecordShape(this, leaf);
    if (shape.hasComponent(JsonShape.Kinds.KIND) || kinds.put(kindName(leaf), shape) != null) {
      throw new IllegalArgumentException("the name 'kind' or this kind's own is taken: " + leaf);
    }
  }

  static String kindName(Class<?> leaf) {
    String name = leaf.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  static void expect(JsonParser in, JsonToken token, String what) {
    if (in.currentToken() != token) {
      throw malformed(in, what + " is expected", null);
    }
  }

  static MalformedJsonException malformed(
      JsonParser in, String message, @Nullable Throwable cause) {
    String pointer = in.streamReadContext().pathAsPointer().toString();
    String where = pointer.isEmpty() ? "" : pointer + ": ";
    return new MalformedJsonException(where + message, cause);
  }
}
