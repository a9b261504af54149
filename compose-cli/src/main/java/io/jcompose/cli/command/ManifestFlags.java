package io.jcompose.cli.command;

import io.jcompose.cli.option.Syntax;
import io.jcompose.model.export.kubernetes.ManifestOptions;
import io.jcompose.model.export.kubernetes.ServiceType;
import io.jcompose.model.export.kubernetes.WorkloadKind;
import io.jcompose.model.value.ServiceName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What manifests are to be like. Values are read as texts, and judged together: whoever has made
 * three mistakes is told of three.
 */
final class ManifestFlags {
  /** What services can be made that do not run to an end. */
  private static final List<WorkloadKind> KINDS =
      List.of(
          WorkloadKind.DEPLOYMENT,
          WorkloadKind.STATEFUL_SET,
          WorkloadKind.DAEMON_SET,
          WorkloadKind.POD);

  private final Supplier<Optional<String>> kind;
  private final Supplier<Optional<String>> serviceType;
  private final Supplier<Optional<String>> ingress;
  private final Supplier<List<String>> schedules;
  private final Supplier<Optional<String>> namespace;
  private final Supplier<Optional<String>> volumeSize;
  private final Supplier<List<String>> replicas;

  ManifestFlags(Syntax syntax) {
    kind =
        syntax
            .option(
                "-t, --type=KIND",
                "What services become: " + words(KINDS.stream()) + "; each as it needs by default.")
            .optional();
    serviceType =
        syntax
            .option(
                "--service-type=TYPE",
                "How published ports are reached: "
                    + words(Stream.of(ServiceType.values()))
                    + "; by a LoadBalancer by default.")
            .optional();
    ingress =
        syntax
            .option(
                "--ingress=HOST",
                "Lead HTTP to published ports, under this name where one is given.")
            .optional("");
    schedules =
        syntax
            .option(
                "--schedule=SERVICE=TIMES",
                "Run a service at times, as cron writes them: 'backup=0 3 * * *'; may be repeated.")
            .repeated();
    namespace =
        syntax.option("--namespace=NAME", "Put all objects into this namespace.").optional();
    volumeSize =
        syntax
            .option(
                "--volume-size=SIZE",
                "Of volumes that do not say; " + ManifestOptions.USUAL_VOLUME_SIZE + " by default.")
            .optional();
    replicas =
        syntax
            .option(
                "-r, --replicas=SERVICE=NUMBER",
                "How many pods a service has, whatever the files say; may be repeated.")
            .repeated();
  }

  private static String words(Stream<?> choices) {
    return choices.map(Object::toString).collect(Collectors.joining(", "));
  }

  /** Returns the options; what is wrong with the words is added to {@code mistakes}. */
  ManifestOptions read(Collection<ServiceName> services, List<String> mistakes) {
    ManifestOptions options =
        new ManifestOptions(
            choice("--type", kind.get(), KINDS, mistakes),
            choice("--service-type", serviceType.get(), List.of(ServiceType.values()), mistakes),
            ingress.get().isPresent(),
            ingress.get().filter(host -> !host.isEmpty()),
            schedules(services, mistakes),
            namespace.get(),
            volumeSize.get().orElse(ManifestOptions.USUAL_VOLUME_SIZE),
            ServiceScale.read(replicas.get(), services));
    mistakes.addAll(options.faults());
    return options;
  }

  private static <E> Optional<E> choice(
      String option, Optional<String> text, List<E> choices, List<String> mistakes) {
    Optional<E> choice =
        text.flatMap(
            word ->
                choices.stream()
                    .filter(each -> each.toString().equalsIgnoreCase(word))
                    .findFirst());
    if (text.isPresent() && choice.isEmpty()) {
      mistakes.add(
          "%s: expected one of %s but was '%s'"
              .formatted(option, words(choices.stream()), text.orElseThrow()));
    }
    return choice;
  }

  private Map<ServiceName, String> schedules(
      Collection<ServiceName> services, List<String> mistakes) {
    Map<ServiceName, String> read = new LinkedHashMap<>();
    for (String text : schedules.get()) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        mistakes.add("--schedule: '" + text + "' does not say SERVICE=TIMES");
      } else {
        ServiceName service = KnownServices.find(text.substring(0, equals), services);
        read.put(service, text.substring(equals + 1).strip());
      }
    }
    return read;
  }
}
