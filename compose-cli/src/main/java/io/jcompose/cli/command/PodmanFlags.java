package io.jcompose.cli.command;

import io.jcompose.cli.option.Flag;
import io.jcompose.cli.option.Syntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Options of {@code podman kube play} that are refused: each with what to do instead. */
final class PodmanFlags {
  private static final String LOGIN =
      "registries are asked as 'jcompose login' and" + " registries.conf say";
  private static final String LOGGING = "what containers write is kept by jcompose; see 'logs'";
  private static final String OF_NETWORK = "addresses are given out by the network";

  private final Map<String, Supplier<Boolean>> given = new LinkedHashMap<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();

  PodmanFlags(Syntax syntax) {
    refuse(syntax, "annotation", "write it below 'metadata.annotations'");
    refuse(syntax, "authfile", LOGIN);
    refuse(syntax, "cert-dir", LOGIN);
    refuse(syntax, "creds", LOGIN);
    refuse(syntax, "tls-verify", LOGIN);
    refuse(syntax, "context-dir", "jcompose does not build images yet");
    refuse(syntax, "ip", OF_NETWORK);
    refuse(syntax, "mac-address", OF_NETWORK);
    refuse(syntax, "log-driver", LOGGING);
    refuse(syntax, "log-opt", LOGGING);
    refuse(syntax, "seccomp-profile-root", "profiles of the host are not loaded");
    refuse(syntax, "userns", "there is one user namespace for all");
    refuseFlag(syntax, "build", "jcompose does not build images yet");
    refuseFlag(syntax, "no-hostname", "each pod has its own");
    refuseFlag(syntax, "no-hosts", "each pod has its own");
    refuseFlag(syntax, "no-pod-prefix", "containers of several pods could have one name");
  }

  private void refuse(Syntax syntax, String name, String reason) {
    Supplier<List<String>> values =
        syntax.option("--" + name + "=VALUE", "Refused: " + reason + ".").hidden().repeated();
    given.put(name, () -> !values.get().isEmpty());
    reasons.put(name, reason);
  }

  private void refuseFlag(Syntax syntax, String name, String reason) {
    Flag flag = syntax.flag("--" + name, "Refused: " + reason + ".");
    given.put(name, flag::isSet);
    reasons.put(name, reason);
  }

  /**
   * Checks that none was given.
   *
   * @throws UsageFailure if one was
   */
  void check() {
    Optional<String> first =
        given.entrySet().stream()
            .filter(each -> each.getValue().get())
            .map(Map.Entry::getKey)
            .findFirst();
    first.ifPresent(
        name -> {
          throw new UsageFailure(
              "--" + name + " is an option of podman that jcompose does not have",
              "leave it out: " + reasons.get(name));
        });
  }
}
