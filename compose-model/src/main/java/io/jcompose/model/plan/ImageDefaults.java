package io.jcompose.model.plan;

import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.ProcessSettings;
import io.jcompose.model.value.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills what the file leaves open with what the image says, and the rest as docker does. */
public final class ImageDefaults {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration START_PERIOD = Duration.ZERO;
  private static final Duration START_INTERVAL = Duration.ofSeconds(5);
  private static final int RETRIES = 3;

  private ImageDefaults() {}

  /**
   * Returns the container that {@code plan} wants, made of an image that says {@code image}.
   *
   * <p>An {@code entrypoint:} in the file drops the image's command. Environment and labels are the
   * image's with the file's on top; a variable that the file names without a value, and nobody
   * sets, is taken out. Each of the image's volumes becomes an anonymous one unless something is
   * mounted there. A health check's gaps are filled from the image's, then with an interval and a
   * timeout of 30 s, no start period, a start interval of 5 s and 3 retries; zero counts as a gap.
   *
   * @throws NothingToRunException if neither names a program
   * @see <a
   *     href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md#entrypoint">the
   *     Compose specification</a>
   */
  public static ContainerSpec apply(ContainerPlan plan, ImageConfig image) {
    ProcessSettings process = plan.process();
    List<String> arguments = arguments(process, image);
    if (arguments.isEmpty()) {
      throw new NothingToRunException(plan.service(), plan.image());
    }
    return new ContainerSpec(
        plan,
        arguments,
        environment(process.environment(), image.environment()),
        given(process.user()).or(() -> given(image.user())).orElse("0"),
        given(process.workingDirectory())
            .or(() -> given(image.workingDirectory()))
            .map(directory -> directory.startsWith("/") ? directory : "/" + directory)
            .orElse("/"),
        process.stopSignal().or(image::stopSignal).orElse(Signal.TERM),
        mounts(plan.mounts(), image.volumes()),
        health(plan.healthcheck(), image.healthcheck()),
        over(image.labels(), plan.labels()));
  }

  private static List<String> arguments(ProcessSettings process, ImageConfig image) {
    List<String> imageCommand = process.entrypoint().isPresent() ? List.of() : image.command();
    return Stream.concat(
            process.entrypoint().orElse(image.entrypoint()).stream(),
            process.command().orElse(imageCommand).stream())
        .toList();
  }

  private static Map<String, String> environment(Environment file, Map<String, String> image) {
    Map<String, String> environment = over(image, file.values());
    environment.keySet().removeAll(file.removed());
    return environment;
  }

  private static Map<String, String> over(Map<String, String> lower, Map<String, String> upper) {
    Map<String, String> both = new LinkedHashMap<>(lower);
    both.putAll(upper);
    return both;
  }

  /** An image's empty string means that it says nothing. */
  private static Optional<String> given(Optional<String> text) {
    return text.filter(value -> !value.isEmpty());
  }

  private static List<Mount> mounts(List<Mount> given, Set<String> imageVolumes) {
    Set<String> taken = given.stream().map(Mount::target).collect(Collectors.toSet());
    List<Mount> mounts = new ArrayList<>(given);
    for (String volume : imageVolumes) {
      String target = clean(volume);
      if (taken.add(target)) {
        mounts.add(new Mount.AnonymousVolume(target, false));
      }
    }
    return mounts;
  }

  /** Brings an image's path into the form that targets of mounts have. */
  private static String clean(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.subList(Math.max(0, names.size() - 1), names.size()).clear();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  /**
   * Returns the health check of a container; empty if nobody asks for one, or it is turned off.
   *
   * @param file what the file says
   * @param image what the image says
   */
  public static Optional<HealthProbe> health(Healthcheck file, Healthcheck image) {
    if (file.disabled()) {
      return Optional.empty();
    }
    Optional<List<String>> test =
        file.test()
            .filter(words -> !words.isEmpty())
            .or(() -> image.disabled() ? Optional.empty() : image.test());
    return test.map(ImageDefaults::probeArguments)
        .filter(arguments -> !arguments.isEmpty())
        .map(
            arguments ->
                new HealthProbe(
                    arguments,
                    duration(file, image, Healthcheck::interval).orElse(INTERVAL),
                    duration(file, image, Healthcheck::timeout).orElse(TIMEOUT),
                    duration(file, image, Healthcheck::startPeriod).orElse(START_PERIOD),
                    duration(file, image, Healthcheck::startInterval).orElse(START_INTERVAL),
                    file.retries()
                        .filter(retries -> retries > 0)
                        .or(() -> image.retries().filter(retries -> retries > 0))
                        .orElse(RETRIES)));
  }

  private static Optional<Duration> duration(
      Healthcheck file, Healthcheck image, Function<Healthcheck, Optional<Duration>> part) {
    return part.apply(file)
        .filter(duration -> !duration.isZero())
        .or(() -> part.apply(image).filter(duration -> !duration.isZero()));
  }

  /** Returns what a test runs; nothing for {@code NONE} and for a test without a program. */
  private static List<String> probeArguments(List<String> test) {
    List<String> rest = test.isEmpty() ? List.of() : test.subList(1, test.size());
    if (rest.isEmpty() || test.get(0).equals("NONE")) {
      return List.of();
    }
    return test.get(0).equals("CMD-SHELL")
        ? List.of("/bin/sh", "-c", String.join(" ", rest))
        : rest;
  }
}
