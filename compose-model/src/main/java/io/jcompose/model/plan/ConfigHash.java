package io.jcompose.model.plan;

import io.jcompose.model.project.ConsoleSettings;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Hooks;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.project.RestartPolicy;
import io.jcompose.model.project.SecuritySettings;
import io.jcompose.model.project.Service;
import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ImageReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells by one short text whether a container is still what the file wants. */
final class ConfigHash {
  /** Goes up with every change of the form: containers of an older jcompose are then remade. */
  private static final int VERSION = 4;

  private final PlanJson json = new PlanJson();

  /**
   * Returns the hash of a container of {@code service}, as {@code docs/config-hash.md} defines it.
   *
   * @param network what holds for the container
   * @param pod the one it is in
   * @param sharedPod whether the whole project is in it
   * @param files its configs and secrets
   */
  String of(
      Service service,
      NetworkSettings network,
      InfraPlan pod,
      boolean sharedPod,
      List<GrantedFile> files) {
    String text =
        json.write(Canonical.of(service, Seen.of(network, pod, sharedPod), fingerprints(files)));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns what tells the files of one container from those of another, in one order. */
  private static List<String> fingerprints(List<GrantedFile> files) {
    return files.stream()
        .map(file -> file.target() + " " + file.content().fingerprint())
        .sorted()
        .toList();
  }

  /** What counts, in one order; dependencies and places do not count. */
  private record Canonical(
      int version,
      Optional<ImageReference> image,
      Optional<ContainerName> containerName,
      ProcessSettings process,
      Seen network,
      List<Mount> mounts,
      SecuritySettings security,
      Healthcheck healthcheck,
      RestartPolicy restart,
      Map<String, String> labels,
      Console console,
      Hooks hooks,
      List<String> files) {

    static Canonical of(Service service, Seen network, List<String> files) {
      return new Canonical(
          VERSION,
          service.image(),
          service.containerName(),
          sorted(service.process()),
          network,
          service.mounts(),
          service.security(),
          service.healthcheck(),
          ContainerPlans.restart(service),
          new TreeMap<>(service.labels()),
          Console.of(service.console()),
          service.hooks(),
          files);
    }

    private static ProcessSettings sorted(ProcessSettings process) {
      Environment environment = process.environment();
      return new ProcessSettings(
          process.entrypoint(),
          process.command(),
          new Environment(new TreeMap<>(environment.values()), environment.removed()),
          process.user(),
          process.workingDirectory(),
          process.init(),
          process.stopSignal(),
          process.stopGracePeriod());
    }
  }

  /** Without {@code attach:}, which says what a user sees. */
  private record Console(
      boolean tty, boolean stdinOpen, Optional<ConsoleSettings.Logging> logging) {
    static Console of(ConsoleSettings settings) {
      return new Console(
          settings.tty(),
          settings.stdinOpen(),
          settings
              .logging()
              .map(
                  logging ->
                      new ConsoleSettings.Logging(
                          logging.driver(), new TreeMap<>(logging.options()))));
    }
  }

  /**
   * What programs notice of the network when they start.
   *
   * @param links served by the hosts file in a pod of the whole project, and live elsewhere
   * @param fixedLinks attachments that ask for more than to be in the network; without names
   */
  private record Seen(
      Optional<String> hostname,
      Optional<String> domainName,
      List<NetworkSettings.ExtraHost> extraHosts,
      List<NetworkSettings.Link> links,
      InfraPlan.NetworkNamespace namespace,
      List<AttachmentPlan> fixedLinks,
      ResolverPlan resolver,
      Map<String, String> sysctls) {

    static Seen of(NetworkSettings network, InfraPlan pod, boolean sharedPod) {
      return new Seen(
          network.hostname(),
          network.domainName(),
          network.extraHosts(),
          sharedPod ? network.links() : List.of(),
          pod.namespace(),
          pod.attachments().stream()
              .map(Seen::nameless)
              .filter(link -> !link.equals(AttachmentPlan.of(link.network(), List.of())))
              .sorted(Comparator.comparing(AttachmentPlan::network))
              .toList(),
          pod.resolver(),
          new TreeMap<>(pod.sysctls()));
    }

    private static AttachmentPlan nameless(AttachmentPlan link) {
      return new AttachmentPlan(
          link.network(),
          List.of(),
          link.interfaceName(),
          link.ipv4(),
          link.ipv6(),
          link.linkLocal(),
          link.macAddress(),
          new TreeMap<>(link.options()),
          link.gatewayPriority());
    }
  }
}
