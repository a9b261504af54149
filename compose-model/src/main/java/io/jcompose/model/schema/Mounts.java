package io.jcompose.model.schema;

import io.jcompose.model.error.NearestName;
import io.jcompose.model.value.AbsolutePath;
import io.jcompose.model.value.Quantities;
import io.jcompose.model.yaml.MapNode;
import io.jcompose.model.yaml.Node;
import io.jcompose.model.yaml.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An item of {@code volumes:}.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes">
 *     volumes</a>
 */
final class Mounts implements WrittenOut {
  private static final Set<String> PROPAGATIONS =
      Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
  private static final Set<String> CONSISTENCIES = Set.of("consistent", "cached", "delegated");
  private static final List<String> TYPES =
      List.of("bind", "volume", "tmpfs", "image", "cluster", "npipe");
  private static final Pattern WINDOWS_DRIVE = Pattern.compile("[a-zA-Z]:(\\\\.*|/[^:]*:/.*)");

  private static final String HINT =
      "write '[SOURCE:]TARGET[:OPTIONS]', such as './data:/data' or 'name:/data:ro'";

  private static final Scalar SOURCE = Kinds.TEXT.demanding(MountSources::checkSource);

  private static final Keys BIND =
      Keys.of("a bind mount")
          .key("selinux", Kinds.oneOf("z", "Z"))
          .key(
              "propagation",
              Kinds.oneOf("private", "rprivate", "shared", "rshared", "slave", "rslave"))
          .key("create_host_path", Kinds.BOOL)
          .key(
              "recursive",
              Kinds.oneOf("enabled", "disabled", "writable", "readonly"),
              Support.later().unless("enabled"));

  private static final Keys VOLUME =
      Keys.of("a volume mount")
          .key("labels", Kinds.LABELS, Support.withoutEffect("a volume has labels of its own"))
          .key("nocopy", Kinds.FLAG)
          .key("subpath", Kinds.TEXT, Support.later());

  private static final Keys TMPFS =
      Keys.of("a tmpfs mount")
          .key("size", Kinds.BYTES.silentIf("0"))
          .key("mode", Kinds.MODE.silentIf("0"));

  private static final Keys IMAGE = Keys.of("an image mount").key("subpath", Kinds.TEXT);

  private static final Scalar TARGET =
      Kinds.demanding(
          "a path in the container",
          Mounts::checkedTarget,
          "write an absolute path other than '/', such as '/data'");

  static final Keys LONG_FORM =
      Keys.of("a volume")
          .key(
              "type",
              new Scalar("a type", false, Mounts::type),
              Support.later().unless("bind", "volume", "tmpfs"))
          .key("source", SOURCE)
          .key("target", TARGET)
          .key("read_only", Kinds.BOOL)
          .key(
              "consistency",
              Kinds.TEXT,
              Support.withoutEffect("Linux shares files without copying them"))
          .key("bind", BIND)
          .key("volume", VOLUME)
          .key("tmpfs", TMPFS)
          .key("image", IMAGE, Support.later())
          .required("type", "add 'type: bind', 'type: volume' or 'type: tmpfs'")
          .rule(Mounts::checkType);

  /** {@code tmpfs:}: a path in the container with options, kept as it is written. */
  static final Scalar TMPFS_LINE =
      new Scalar("a tmpfs as TARGET[:OPTIONS]", false, Value::text).demanding(Mounts::checkTmpfs);

  @Override
  public Kind longForm() {
    return LONG_FORM;
  }

  @Override
  public String form() {
    return "a volume in short or long form";
  }

  @Override
  public Optional<Node> canonical(Value value) {
    try {
      if (value.isMap()) {
        return LONG_FORM.canonical(value).map(mount -> completed(value.with(mount)));
      }
      return value.text().map(text -> shortForm(value, text));
    } catch (IllegalArgumentException e) {
      value.problem(String.valueOf(e.getMessage()), HINT);
      return Optional.empty();
    }
  }

  @Override
  public Node template(Value template) {
    return MountSources.template(template);
  }

  private static Optional<String> type(Value value) {
    Optional<String> type = value.text();
    if (type.isPresent() && !TYPES.contains(type.get())) {
      value.problem(
          "volume type '" + type.get() + "' is not known",
          NearestName.hint(type.get(), TYPES, "use 'bind', 'volume' or 'tmpfs'"));
      return Optional.empty();
    }
    return type;
  }

  /** Makes the target a clean path and the source of a bind absolute. */
  private static Node completed(Value mount) {
    var whole = new TreeBuild(mount.place());
    ((MapNode) mount.node()).entries().forEach(whole::entry);
    mount
        .get("target")
        .flatMap(Value::text)
        .ifPresent(target -> whole.text("target", target(target)));
    boolean bind = mount.get("type").flatMap(Value::text).filter("bind"::equals).isPresent();
    mount
        .get("source")
        .filter(source -> bind && !MountSources.isOfWindows(source))
        .flatMap(Value::hostPath)
        .ifPresent(source -> whole.text("source", source));
    return whole.node();
  }

  private static void checkType(Value mount) {
    String type = mount.get("type").flatMap(Value::text).orElse("");
    if (mount.get("target").isEmpty()) {
      mount.problem("has no 'target'", "add 'target' with the path in the container");
    }
    if (type.equals("bind") && mount.get("source").flatMap(Value::text).isEmpty()) {
      mount.problem("has no 'source': the path on the host", "add 'source', or use 'type: volume'");
    }
  }

  private static Node shortForm(Value where, String text) {
    if (text.length() == 1 || text.length() == 2) {
      // too short for a source and a target
      return new TreeBuild(where.place())
          .text("type", "volume")
          .text("target", target(text))
          .node();
    }
    boolean windows = WINDOWS_DRIVE.matcher(text).matches();
    String[] parts = (windows ? text.substring(2) : text).split(":", -1);
    if (windows) {
      parts[0] = text.substring(0, 2) + parts[0];
    }
    if (parts.length > 3 || List.of(parts).contains("")) {
      throw new IllegalArgumentException("'" + text + "' is not a volume");
    }
    var mount = new TreeBuild(where.place());
    if (parts.length == 1) {
      return mount
          .text("type", "volume")
          .text("target", target(text))
          .put("volume", new TreeBuild(where.place()).node())
          .node();
    }
    String source = parts[0];
    boolean bind = windows || MountSources.isHostPath(source);
    mount.text("type", bind ? "bind" : "volume");
    mount.text("source", bind && !windows ? where.context().paths().resolve(source) : source);
    mount.text("target", target(parts[1]));
    var options = new ShortOptions(where);
    if (parts.length == 3) {
      List.of(parts[2].split(",")).forEach(options::read);
    }
    if (options.readOnly) {
      mount.bare("read_only", true);
    }
    if (bind) {
      options.bind.bare("create_host_path", true);
    }
    if (!options.bind.isEmpty()) {
      mount.put("bind", options.bind.node());
    }
    if (!bind) {
      mount.put("volume", options.volume.node());
    }
    return mount.node();
  }

  /** Options after the second colon. */
  private static final class ShortOptions {
    private final Value where;
    private final TreeBuild bind;
    private final TreeBuild volume;
    private boolean readOnly;

    ShortOptions(Value where) {
      this.where = where;
      bind = new TreeBuild(where.place());
      volume = new TreeBuild(where.place());
    }

    void read(String option) {
      if (PROPAGATIONS.contains(option)) {
        bind.text("propagation", option);
      } else if (option.equals("z") || option.equals("Z")) {
        bind.text("selinux", option);
      } else if (option.equals("ro")) {
        readOnly = true;
      } else if (option.equals("nocopy")) {
        volume.bare("nocopy", true);
      } else if (!option.equals("rw") && !CONSISTENCIES.contains(option)) {
        where.warning("volume option '" + option + "' is not known and has no effect", "remove it");
      }
    }
  }

  /** Returns {@code written} without {@code .}, {@code ..} and slashes too many. */
  private static String target(String written) {
    if (written.startsWith("/")) {
      return new AbsolutePath(written).value();
    }
    String below = new AbsolutePath("/" + written).value().substring(1);
    return written.contains("..") ? written : below.isEmpty() ? "." : below;
  }

  private static String checkedTarget(String target) {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException(
          "'" + target + "' is not an absolute path in the container");
    }
    if (target(target).equals("/")) {
      throw new IllegalArgumentException("nothing can be mounted over '/' of the container");
    }
    return target;
  }

  private static void checkTmpfs(Value value) {
    value.mustSuit(
        Mounts::checkedTmpfs,
        "write 'TARGET[:OPTIONS]', such as '/run' or '/tmp:size=64m,mode=1777'");
  }

  private static String checkedTmpfs(String text) {
    String[] parts = text.split(":", 2);
    checkedTarget(parts[0]);
    for (String option : parts.length == 1 ? new String[0] : parts[1].split(",")) {
      boolean faulty =
          (option.startsWith("size=") && Quantities.bytes(option.substring(5)).isEmpty())
              || (option.startsWith("mode=")
                  && Quantities.mode(option.substring(5), false).isEmpty());
      if (faulty) {
        throw new IllegalArgumentException("'" + option + "' is not an option of tmpfs");
      }
    }
    return text;
  }

  /**
   * The path in the container: no two mounts may have it in common. Nobody knows it of a text with
   * variables.
   */
  static Object identity(Node item) {
    if (item instanceof ScalarNode line && line.text().indexOf('$') >= 0) {
      return line.text();
    }
    if (item instanceof ScalarNode line) {
      String target = line.text().split(":", 2)[0];
      return target.startsWith("/") ? new AbsolutePath(target).value() : target;
    }
    return item instanceof MapNode mount
        ? mount
            .get("target")
            .filter(ScalarNode.class::isInstance)
            .<Object>map(node -> ((ScalarNode) node).text())
            .orElseGet(Object::new)
        : item;
  }
}
