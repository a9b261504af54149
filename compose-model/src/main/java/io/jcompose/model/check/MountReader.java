package io.jcompose.model.check;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.VolumeDefinition;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.VolumeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code volumes} and {@code tmpfs} of one service. */
final class MountReader {
  private static final Set<String> PROPAGATIONS =
      Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
  private static final Set<String> CONSISTENCIES = Set.of("consistent", "cached", "delegated");
  private static final String HINT =
      "write '[SOURCE:]TARGET[:OPTIONS]', such as './data:/data' or 'name:/data:ro'";

  private final CheckContext context;
  private final Map<String, VolumeDefinition> volumes;
  private final List<Mention> mentions = new ArrayList<>();

  MountReader(CheckContext context, Map<String, VolumeDefinition> volumes) {
    this.context = context;
    this.volumes = volumes;
  }

  /** A mount and the value that asks for it. */
  record Placed(Mount mount, Value where) {}

  /** Returns {@code written} as an absolute path of the host. */
  String hostPath(String written) {
    return context.paths().resolve(written);
  }

  /** Returns the named volumes that were met so far. */
  List<Mention> mentions() {
    return mentions;
  }

  /** Reads {@code volumes:}; a faulty entry is a problem and left out. */
  List<Placed> volumes(Value value) {
    List<Placed> mounts = new ArrayList<>();
    for (Value item : value.items()) {
      try {
        Optional<Mount> mount =
            item.isMap() ? longForm(item) : item.text().map(text -> shortForm(item, text));
        mount.ifPresent(found -> mounts.add(new Placed(found, item)));
      } catch (IllegalArgumentException e) {
        item.problem(String.valueOf(e.getMessage()), HINT);
      }
    }
    return mounts;
  }

  /** Reads {@code tmpfs:}. */
  List<Placed> tmpfs(Value value) {
    List<Placed> mounts = new ArrayList<>();
    for (Value item : value.items()) {
      try {
        item.text().ifPresent(text -> mounts.add(new Placed(tmpfs(text), item)));
      } catch (IllegalArgumentException e) {
        item.problem(
            String.valueOf(e.getMessage()),
            "write 'TARGET[:OPTIONS]', such as '/run' or '/tmp:size=64m,mode=1777'");
      }
    }
    return mounts;
  }

  private Mount shortForm(Value where, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3 || List.of(parts).contains("")) {
      throw new IllegalArgumentException("'" + text + "' is not a volume");
    }
    if (parts.length == 1) {
      return new Mount.AnonymousVolume(target(text), false);
    }
    var options = new ShortOptions();
    if (parts.length == 3) {
      List.of(parts[2].split(",")).forEach(option -> options.read(where, option));
    }
    String source = parts[0];
    String target = target(parts[1]);
    if (isHostPath(source)) {
      return new Mount.Bind(
          context.paths().resolve(source),
          target,
          options.readOnly,
          true,
          options.propagation,
          options.selinux);
    }
    return new Mount.Volume(named(where, source), target, options.readOnly, options.noCopy);
  }

  /** Options after the second colon. */
  private static final class ShortOptions {
    private boolean readOnly;
    private boolean noCopy;
    private Optional<String> propagation = Optional.empty();
    private Optional<String> selinux = Optional.empty();

    void read(Value where, String option) {
      if (PROPAGATIONS.contains(option)) {
        propagation = Optional.of(option);
      } else if (option.equals("z") || option.equals("Z")) {
        selinux = Optional.of(option);
      } else if (option.equals("ro")) {
        readOnly = true;
      } else if (option.equals("nocopy")) {
        noCopy = true;
      } else if (!option.equals("rw") && !CONSISTENCIES.contains(option)) {
        where.warning("volume option '" + option + "' is not known and has no effect", "remove it");
      }
    }
  }

  private static boolean isHostPath(String source) {
    return source.startsWith(".") || source.startsWith("/") || source.startsWith("~");
  }

  private VolumeName named(Value where, String key) {
    VolumeDefinition definition = volumes.get(key);
    if (definition == null && key.contains("/")) {
      throw new IllegalArgumentException(
          "'" + key + "' is the name of a volume: a path starts with '.', '/' or '~'");
    }
    mentions.add(Mention.of(Mention.Kind.VOLUME, key, where));
    if (definition != null) {
      return definition.name();
    }
    return new VolumeName(context.project() + "_" + key);
  }

  private static Mount.Tmpfs tmpfs(String text) {
    String[] parts = text.split(":", 2);
    OptionalLong size = OptionalLong.empty();
    OptionalInt mode = OptionalInt.empty();
    List<String> others = new ArrayList<>();
    for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
      if (option.startsWith("size=")) {
        size = Quantities.bytes(option.substring("size=".length()));
      } else if (option.startsWith("mode=")) {
        mode = Quantities.mode(option.substring("mode=".length()), false);
      }
      boolean isSize = option.startsWith("size=");
      boolean isMode = option.startsWith("mode=");
      if ((isSize && size.isEmpty()) || (isMode && mode.isEmpty())) {
        throw new IllegalArgumentException("'" + option + "' is not an option of tmpfs");
      }
      if (!isSize && !isMode && !option.isEmpty()) {
        others.add(option);
      }
    }
    return new Mount.Tmpfs(target(parts[0]), size, mode, String.join(",", others));
  }

  private static String target(String written) {
    if (!written.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + written + "' is not an absolute path in the container");
    }
    String target = new AbsolutePath(written).value();
    if (target.equals("/")) {
      throw new IllegalArgumentException("nothing can be mounted over '/' of the container");
    }
    return target;
  }

  private Optional<Mount> longForm(Value item) {
    var draft = new LongForm();
    KeyRegistry.MOUNT.read(item, draft);
    if (draft.type.isEmpty()) {
      item.problem("has no 'type'", "add 'type: bind', 'type: volume' or 'type: tmpfs'");
      return Optional.empty();
    }
    if (draft.target.isEmpty()) {
      item.problem("has no 'target'", "add 'target' with the path in the container");
      return Optional.empty();
    }
    String target = target(draft.target.get());
    return switch (draft.type.get()) {
      case "bind" -> Optional.of(bind(draft, target));
      case "volume" -> Optional.of(volume(item, draft, target));
      case "tmpfs" -> Optional.of(new Mount.Tmpfs(target, draft.size, draft.mode, ""));
      case "cluster", "npipe", "image" -> {
        item.problem(
            "volume type '" + draft.type.get() + "' is not supported by jcompose yet",
            "use 'bind', 'volume' or 'tmpfs'");
        yield Optional.empty();
      }
      default -> {
        item.problem(
            "volume type '" + draft.type.get() + "' is not known",
            NearestName.hint(
                draft.type.get(),
                List.of("bind", "volume", "tmpfs"),
                "use 'bind', 'volume' or 'tmpfs'"));
        yield Optional.empty();
      }
    };
  }

  private Mount bind(LongForm draft, String target) {
    String source =
        draft.source.orElseThrow(
            () -> new IllegalArgumentException("has no 'source': the path on the host"));
    return new Mount.Bind(
        context.paths().resolve(source),
        target,
        draft.readOnly,
        draft.createHostPath,
        draft.propagation,
        draft.selinux);
  }

  private Mount volume(Value item, LongForm draft, String target) {
    return draft
        .source
        .<Mount>map(
            source -> new Mount.Volume(named(item, source), target, draft.readOnly, draft.noCopy))
        .orElseGet(() -> new Mount.AnonymousVolume(target, draft.readOnly));
  }

  /** What was read of a mount in long form so far. */
  static final class LongForm {
    private Optional<String> type = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> target = Optional.empty();
    private boolean readOnly;
    private boolean createHostPath = true;
    private boolean noCopy;
    private Optional<String> propagation = Optional.empty();
    private Optional<String> selinux = Optional.empty();
    private OptionalLong size = OptionalLong.empty();
    private OptionalInt mode = OptionalInt.empty();

    void type(Value value) {
      type = value.text();
    }

    void source(Value value) {
      source = value.text().filter(text -> !text.isEmpty());
    }

    void target(Value value) {
      target = value.text();
    }

    void readOnly(Value value) {
      readOnly = value.bool().orElse(false);
    }

    void createHostPath(Value value) {
      createHostPath = value.bool().orElse(true);
    }

    void noCopy(Value value) {
      noCopy = value.bool().orElse(false);
    }

    void propagation(Value value) {
      propagation = value.text();
      if (propagation.filter(text -> !PROPAGATIONS.contains(text)).isPresent()) {
        value.problem(
            value.node().description() + " is not a propagation",
            "use one of private, rprivate, shared, rshared, slave and rslave");
      }
    }

    void selinux(Value value) {
      selinux = value.text();
      if (selinux.filter(text -> !text.equals("z") && !text.equals("Z")).isPresent()) {
        value.problem("must be z or Z, not " + value.node().description(), "write 'z' or 'Z'");
      }
    }

    void size(Value value) {
      size = value.bytes();
    }

    void mode(Value value) {
      mode = value.mode();
    }
  }
}
