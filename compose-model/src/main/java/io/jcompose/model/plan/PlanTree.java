package io.jcompose.model.plan;

import io.jcompose.model.project.Dependency;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.PortMapping;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plan as a tree that people read: what {@code jcompose plan} prints.
 *
 * <p>Stable: same plan, same text, so it can be kept and compared. Of environment variables and
 * labels only the names are shown, for their values may be secrets. Whatever comes from the file
 * and is not plain text is quoted and escaped, so that it cannot play tricks on a terminal.
 */
public final class PlanTree {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./~^-]+");

  private final StringBuilder text = new StringBuilder();

  private PlanTree() {}

  /** Returns the tree of {@code plan}; every line ends with a line feed. */
  public static String of(PodPlan plan) {
    PlanTree tree = new PlanTree();
    tree.project(plan);
    return tree.text.toString();
  }

  private void project(PodPlan plan) {
    line(0, "project", plan.project().value());
    line(1, "topology", plan.topology().name().toLowerCase(Locale.ROOT) + ": " + plan.reason());
    infra(plan.infra());
    plan.containers().forEach(this::container);
    for (VolumePlan volume : plan.volumes()) {
      line(1, "volume", volume.name() + (volume.external() ? " (external)" : ""));
    }
  }

  private void infra(InfraPlan infra) {
    line(1, "infra", infra.name().value());
    for (PublishedPort port : infra.ports()) {
      line(2, "publishes", mapping(port.mapping()) + " for " + port.service());
    }
    if (!infra.names().isEmpty()) {
      line(2, "hosts", words(infra.names()));
    }
  }

  private static String mapping(PortMapping mapping) {
    return mapping + (mapping.published().isPresent() ? "" : " on any free port");
  }

  private void container(ContainerPlan plan) {
    line(1, "container", plan.name() + " for " + plan.service());
    line(2, "image", word(plan.image().value()));
    process(plan.process());
    plan.mounts().forEach(mount -> line(2, "mount", mount.accept(new MountText())));
    security(plan.security());
    plan.dependencies().forEach(dependency -> line(2, "after", dependency(dependency)));
    health(plan.healthcheck());
    if (!plan.restart().equals(RestartPolicy.NO)) {
      line(2, "restart", plan.restart().toString());
    }
    if (!plan.labels().isEmpty()) {
      line(2, "labels", words(new TreeSet<>(plan.labels().keySet())));
    }
  }

  private void process(ProcessSettings process) {
    process.entrypoint().ifPresent(words -> line(2, "entrypoint", wordsOrNone(words)));
    line(2, "command", process.command().map(PlanTree::wordsOrNone).orElse(ownCommand(process)));
    process.user().ifPresent(user -> line(2, "user", word(user)));
    process.workingDirectory().ifPresent(directory -> line(2, "directory", word(directory)));
    if (!process.environment().values().isEmpty()) {
      line(2, "environment", words(new TreeSet<>(process.environment().values().keySet())));
    }
    if (!process.environment().removed().isEmpty()) {
      line(2, "without", words(process.environment().removed()));
    }
    if (process.init()) {
      line(2, "init", "yes");
    }
  }

  private static String ownCommand(ProcessSettings process) {
    return process.entrypoint().isPresent() ? "(none)" : "(the image's)";
  }

  private void security(SecuritySettings security) {
    List<String> added = new ArrayList<>();
    if (security.addAll()) {
      added.add("ALL");
    }
    security.added().forEach(capability -> added.add(capability.name()));
    List<String> dropped = new ArrayList<>();
    if (security.dropAll()) {
      dropped.add("ALL");
    }
    security.dropped().forEach(capability -> dropped.add(capability.name()));
    if (!added.isEmpty()) {
      line(2, "may also", words(added));
    }
    if (!dropped.isEmpty()) {
      line(2, "may not", words(dropped));
    }
    if (security.readOnly()) {
      line(2, "root", "read-only");
    }
  }

  private static String dependency(Dependency dependency) {
    List<String> notes = new ArrayList<>();
    notes.add(dependency.condition().toString());
    if (!dependency.required()) {
      notes.add("not required");
    }
    if (dependency.restart()) {
      notes.add("restarts with it");
    }
    return dependency.service() + " (" + String.join(", ", notes) + ")";
  }

  private void health(Healthcheck healthcheck) {
    if (healthcheck.disabled()) {
      line(2, "health", "(not checked)");
      return;
    }
    List<String> parts = new ArrayList<>();
    healthcheck.interval().ifPresent(every -> parts.add("every " + duration(every)));
    healthcheck.timeout().ifPresent(timeout -> parts.add("within " + duration(timeout)));
    healthcheck.startPeriod().ifPresent(period -> parts.add("start period " + duration(period)));
    healthcheck.startInterval().ifPresent(every -> parts.add("at first every " + duration(every)));
    healthcheck.retries().ifPresent(retries -> parts.add(retries + " retries"));
    Optional<String> test = healthcheck.test().map(PlanTree::words);
    if (test.isPresent() || !parts.isEmpty()) {
      String suffix = parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
      line(2, "health", test.orElse("(the image's)") + suffix);
    }
  }

  private static String duration(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private void line(int depth, String what, String content) {
    text.append("  ".repeat(depth)).append(what).append(' ').append(content).append('\n');
  }

  private static String wordsOrNone(Iterable<String> words) {
    String text = words(words);
    return text.isEmpty() ? "(none)" : text;
  }

  private static String words(Iterable<String> words) {
    List<String> quoted = new ArrayList<>();
    words.forEach(word -> quoted.add(word(word)));
    return String.join(" ", quoted);
  }

  /** Returns {@code word} as it is where that is plain, else in double quotes and escaped. */
  private static String word(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return word.codePoints()
        .mapToObj(PlanTree::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          isHidden(codePoint)
              ? String.format(Locale.ROOT, "\\u%04x", codePoint)
              : Character.toString(codePoint);
    };
  }

  private static boolean isHidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
  }

  private static final class MountText implements Mount.Visitor<String> {
    @Override
    public String bind(Mount.Bind mount) {
      return at(word(mount.source()), mount.target(), mount.readOnly());
    }

    @Override
    public String volume(Mount.Volume mount) {
      return at("volume " + mount.volume(), mount.target(), mount.readOnly());
    }

    @Override
    public String anonymousVolume(Mount.AnonymousVolume mount) {
      return at("a volume of its own", mount.target(), mount.readOnly());
    }

    @Override
    public String tmpfs(Mount.Tmpfs mount) {
      String size =
          mount.sizeBytes().isPresent() ? " of " + mount.sizeBytes().getAsLong() + " bytes" : "";
      return at("memory" + size, mount.target(), false);
    }

    @Override
    public String image(Mount.Image mount) {
      return at("image " + word(mount.source()), mount.target(), true);
    }

    @Override
    public String clusterVolume(Mount.ClusterVolume mount) {
      return at("cluster volume " + word(mount.source()), mount.target(), mount.readOnly());
    }

    @Override
    public String namedPipe(Mount.NamedPipe mount) {
      return at("pipe " + word(mount.source()), mount.target(), false);
    }

    private static String at(String source, String target, boolean readOnly) {
      return source + " -> " + word(target) + (readOnly ? " (read-only)" : "");
    }
  }
}
