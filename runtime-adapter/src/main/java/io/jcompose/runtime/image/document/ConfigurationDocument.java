package io.jcompose.runtime.image.document;

import io.jcompose.model.plan.ImageConfig;
import io.jcompose.model.project.Healthcheck;
import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.Signal;
import io.jcompose.runtime.image.Digest;
import io.jcompose.runtime.image.UnusableImageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's configuration: what it runs by default and which layers it is made of.
 *
 * @param created 1970 if the image does not say
 * @param layers digests of the uncompressed layers, the lowest first
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">image
 *     specification, configuration</a>
 */
public record ConfigurationDocument(
    ImageConfig config, Instant created, Platform platform, List<Digest> layers) {
  private static final Pattern PORT =
      Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/([a-zA-Z]+))?");

  public ConfigurationDocument {
    layers = List.copyOf(layers);
  }

  /** Reads a configuration. */
  public static ConfigurationDocument parse(byte[] content) {
    JsonDocument document = JsonDocument.parse(content, "the image configuration");
    if (!document.isObject()) {
      throw document.wrong("an object");
    }
    return new ConfigurationDocument(
        config(document.member("config")),
        created(document.member("created")),
        new Platform(
            document.member("os").text().orElse("linux"),
            document.member("architecture").text().orElse(""),
            document.member("variant").text()),
        document.member("rootfs").member("diff_ids").texts().stream().map(Digest::parse).toList());
  }

  private static ImageConfig config(JsonDocument config) {
    return new ImageConfig(
        environment(config.member("Env")),
        config.member("Entrypoint").texts(),
        config.member("Cmd").texts(),
        config.member("User").text(),
        workingDirectory(config.member("WorkingDir")),
        volumes(config.member("Volumes")),
        ports(config.member("ExposedPorts")),
        stopSignal(config.member("StopSignal")),
        healthcheck(config.member("Healthcheck")),
        config.member("Labels").textMembers());
  }

  private static Instant created(JsonDocument created) {
    Optional<String> text = created.text();
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return OffsetDateTime.parse(text.get()).toInstant();
    } catch (DateTimeException e) {
      throw created.wrong("a time such as 2026-11-20T15:45:00Z");
    }
  }

  private static Map<String, String> environment(JsonDocument list) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonDocument element : list.elements()) {
      String variable = element.text().orElse("");
      int equals = variable.indexOf('=');
      String name = equals < 0 ? variable : variable.substring(0, equals);
      if (name.isEmpty() || variable.indexOf('\0') >= 0) {
        // without its text, which may be a secret
        throw UnusableImageException.damaged(
            "the image configuration holds a variable that is not of the form NAME=VALUE");
      }
      environment.put(name, equals < 0 ? "" : variable.substring(equals + 1));
    }
    return environment;
  }

  private static Optional<String> workingDirectory(JsonDocument directory) {
    // some builders leave the slash out; the directory is meant to be seen from the root
    return directory.text().map(path -> path.startsWith("/") ? path : "/" + path);
  }

  private static Set<String> volumes(JsonDocument volumes) {
    Set<String> paths = new TreeSet<>();
    volumes
        .members()
        .forEach(
            (path, nothing) -> {
              if (!path.startsWith("/")) {
                throw nothing.wrong("below an absolute path");
              }
              paths.add(path);
            });
    return paths;
  }

  private static Set<Port> ports(JsonDocument ports) {
    Set<Port> found = new TreeSet<>();
    ports
        .members()
        .forEach(
            (text, nothing) -> {
              try {
                addPorts(text, found);
              } catch (IllegalArgumentException e) {
                throw nothing.wrong("below a port such as 80/tcp");
              }
            });
    return found;
  }

  private static void addPorts(String text, Set<Port> found) {
    Matcher parts = PORT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    int first = Integer.parseInt(parts.group(1));
    int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
    Protocol protocol =
        parts.group(3) == null
            ? Protocol.TCP
            : Protocol.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
    if (last < first) {
      throw new IllegalArgumentException(text);
    }
    for (int number = first; number <= last; number++) {
      found.add(new Port(number, protocol));
    }
  }

  private static Optional<Signal> stopSignal(JsonDocument signal) {
    return signal
        .text()
        .map(text -> Signal.parse(text).orElseThrow(() -> signal.wrong("a signal")));
  }

  /** An empty test, and a duration or count of 0, leave the matter to somebody else. */
  private static Healthcheck healthcheck(JsonDocument healthcheck) {
    List<String> test = healthcheck.member("Test").texts();
    if (test.equals(List.of("NONE"))) {
      return new Healthcheck(
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    boolean known =
        test.isEmpty()
            || (test.size() > 1 && (test.get(0).equals("CMD") || test.get(0).equals("CMD-SHELL")));
    if (!known) {
      throw healthcheck.member("Test").wrong("NONE, or CMD or CMD-SHELL and what to run");
    }
    return new Healthcheck(
        false,
        test.isEmpty() ? Optional.empty() : Optional.of(test),
        duration(healthcheck.member("Interval")),
        duration(healthcheck.member("Timeout")),
        duration(healthcheck.member("StartPeriod")),
        duration(healthcheck.member("StartInterval")),
        retries(healthcheck.member("Retries")));
  }

  private static Optional<Duration> duration(JsonDocument nanoseconds) {
    long number = nanoseconds.number();
    if (number < 0) {
      throw nanoseconds.wrong("a number of nanoseconds, 0 or more");
    }
    return number == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(number));
  }

  private static Optional<Integer> retries(JsonDocument retries) {
    long number = retries.number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw retries.wrong("a count, 0 or more");
    }
    return number == 0 ? Optional.empty() : Optional.of((int) number);
  }
}
