package io.jcompose.runtime.linux.process;

import io.jcompose.runtime.linux.security.Identity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment of a container's program, with what every program may rely on. */
final class ProgramEnvironment {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String DEFAULT_TERM = "xterm";

  private ProgramEnvironment() {}

  static Map<String, String> complete(
      Map<String, String> given, String hostname, Identity identity, boolean terminal) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", DEFAULT_PATH);
    environment.put("HOSTNAME", hostname);
    if (terminal) {
      environment.put("TERM", DEFAULT_TERM);
    }
    environment.putAll(given);
    if (environment.getOrDefault("HOME", "").isEmpty()) {
      environment.put("HOME", identity.home());
    }
    return environment;
  }
}
