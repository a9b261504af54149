package io.jcompose.model.plan;

import static io.jcompose.model.plan.PlanWords.pairs;
import static io.jcompose.model.plan.PlanWords.suffix;
import static io.jcompose.model.plan.PlanWords.word;
import static io.jcompose.model.plan.PlanWords.words;

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

/**
 * A plan as a tree that people read: what {@code jcompose plan} prints.
 *
 * <p>Stable: same plan, same text, so it can be kept and compared. Of environment variables and
 * labels only the names are shown, for their values may be secrets. Whatever comes from the file
 * and is not plain text is quoted and escaped, so that it cannot play tricks on a terminal.
 */
public final class PlanTree {
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
    plan.networks().forEach(this::network);
    plan.pods().forEach(this::infra);
    plan.containers().forEach(container -> container(container, plan.pods().size() > 1));
    for (VolumePlan volume : plan.volumes()) {
      line(1, "volume", volume.name() + (volume.external() ? " (external)" : ""));
    }
  }

  private void network(NetworkPlan network) {
    line(1, "network", network.name() + " (" + String.join(", ", notes(network)) + ")");
    for (NetworkPlan.Pool pool : network.pools()) {
      List<String> notes = new ArrayList<>();
      pool.range().ifPresent(range -> notes.add("addresses from " + range));
      pool.gateway().ifPresent(gateway -> notes.add("gateway " + gateway));
      pool.auxiliary().values().forEach(address -> notes.add("without " + address));
      line(2, "subnet", pool.subnet() + suffix(notes));
    }
    if (!network.options().isEmpty()) {
      line(2, "options", pairs(network.options()));
    }
    if (!network.labels().isEmpty()) {
      line(2, "labels", words(new TreeSet<>(network.labels().keySet())));
    }
  }

  private static List<String> notes(NetworkPlan network) {
    if (network.external()) {
      return List.of("external");
    }
    List<String> notes = new ArrayList<>();
    notes.add(network.driver().name().toLowerCase(Locale.ROOT));
    if (network.internal()) {
      notes.add("internal");
    }
    if (network.ipv6()) {
      notes.add(network.ipv4() ? "with IPv6" : "IPv6 only");
    }
    return notes;
  }

  private void infra(InfraPlan infra) {
    line(1, "infra", infra.name() + namespace(infra));
    infra.attachments().forEach(this::attachment);
    for (PublishedPort port : infra.ports()) {
      line(2, "publishes", mapping(port.mapping()) + " for " + port.service());
    }
    if (!infra.names().isEmpty()) {
      line(2, "hosts", words(infra.names()));
    }
    infra.links().forEach((alias, name) -> line(2, "link", word(alias) + " -> " + word(name)));
    resolver("dns", infra.resolver().servers());
    resolver("search", infra.resolver().searchDomains());
    resolver("resolver", infra.resolver().options());
    if (!infra.sysctls().isEmpty()) {
      line(2, "kernel", pairs(infra.sysctls()));
    }
  }

  private void resolver(String what, List<String> words) {
    if (!words.isEmpty()) {
      line(2, what, words(words));
    }
  }

  private static String namespace(InfraPlan infra) {
    if (infra.namespace() instanceof InfraPlan.NetworkNamespace.Host) {
      return " (the host's network)";
    }
    if (infra.namespace() instanceof InfraPlan.NetworkNamespace.OfContainer other) {
      return " (the network of container " + word(other.container()) + ")";
    }
    return infra.attachments().isEmpty() ? " (no network)" : "";
  }

  private void attachment(AttachmentPlan attachment) {
    List<String> notes = new ArrayList<>();
    attachment.interfaceName().ifPresent(name -> notes.add("interface " + word(name)));
    attachment.ipv4().ifPresent(address -> notes.add("address " + address));
    attachment.ipv6().ifPresent(address -> notes.add("address " + address));
    attachment.linkLocal().forEach(address -> notes.add("address " + address));
    attachment.macAddress().ifPresent(address -> notes.add("MAC address " + address));
    if (!attachment.options().isEmpty()) {
      notes.add("options " + pairs(attachment.options()));
    }
    if (attachment.gatewayPriority() != 0) {
      notes.add("gateway priority " + attachment.gatewayPriority());
    }
    String names = attachment.names().isEmpty() ? "" : " as " + words(attachment.names());
    line(2, "joins", attachment.network() + names + suffix(notes));
  }

  private static String mapping(PortMapping mapping) {
    return mapping + (mapping.published().isPresent() ? "" : " on any free port");
  }

  private void container(ContainerPlan plan, boolean severalPods) {
    line(1, "container", plan.name() + " for " + plan.service());
    if (severalPods) {
      line(2, "pod", plan.pod().value());
    }
    line(2, "image", word(plan.image().value()));
    process(plan.process());
    plan.mounts().forEach(mount -> line(2, "mount", mount.accept(new MountText())));
    plan.files().forEach(file -> line(2, file.kind().toString(), granted(file)));
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

  /** Never what is in it, nor how long that is. */
  private static String granted(GrantedFile file) {
    String at = word(file.key()) + " -> " + word(file.target());
    if (file.content() instanceof GrantedFile.Bound bound) {
      return at + " (the file " + word(bound.path()) + ")";
    }
    if (file.content() instanceof GrantedFile.Stored stored) {
      return at + " (" + asked(stored.attributes()) + "stored as " + stored.name() + ")";
    }
    return file.content() instanceof GrantedFile.Kept kept
        ? at + " (" + asked(kept.attributes()) + "kept)"
        : at;
  }

  private static String asked(GrantedFile.Attributes attributes) {
    return attributes.equals(GrantedFile.Attributes.DEFAULT) ? "" : attributes + ", ";
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
    Optional<String> test = healthcheck.test().map(PlanWords::words);
    if (test.isPresent() || !parts.isEmpty()) {
      line(2, "health", test.orElse("(the image's)") + suffix(parts));
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
