package io.jcompose.model.export.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The variables of one service; those whose names say so are kept in a Secret of its own. */
final class Environments {
  private static final Pattern SECRET =
      Pattern.compile(".*(?:PASSWORD|PASSWD|SECRET|TOKEN).*|.*_KEY", Pattern.CASE_INSENSITIVE);

  /** Names that end like one of a secret, and stand for where it is. */
  private static final Pattern FILE = Pattern.compile(".*_FILE", Pattern.CASE_INSENSITIVE);

  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final Pattern NAME = Pattern.compile("[ -<>-~]+"); // printable, and no '='

  private final Export export;
  private final Service service;
  private final Map<String, String> secrets = new LinkedHashMap<>();

  Environments(Export export, Service service) {
    this.export = export;
    this.service = service;
  }

  /** Returns variables as a container has them; those of the service first. */
  List<EnvVar> of(Environment environment) {
    List<EnvVar> all = new ArrayList<>();
    environment.values().forEach((name, value) -> variable(name, value).ifPresent(all::add));
    if (!environment.removed().isEmpty()) {
      export
          .remarks()
          .about(
              service.name(),
              "environment",
              String.join(", ", environment.removed())
                  + ": what the image sets of them stays, as a cluster cannot take a variable away",
              "set them to what they are to be");
    }
    return all;
  }

  private Optional<EnvVar> variable(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      export
          .remarks()
          .about(
              service.name(),
              "environment",
              "'" + name + "' is no name of a variable for Kubernetes, and is left out",
              "rename it");
      return Optional.empty();
    }
    EnvVar variable = new EnvVar();
    variable.setName(name);
    if (isSecret(name)) {
      SecretKeySelector key = new SecretKeySelector();
      key.setName(secretName());
      key.setKey(kept(name, value));
      EnvVarSource source = new EnvVarSource();
      source.setSecretKeyRef(key);
      variable.setValueFrom(source);
    } else {
      variable.setValue(Expansion.escaped(value));
    }
    return Optional.of(variable);
  }

  private static boolean isSecret(String name) {
    return SECRET.matcher(name).matches()
        && !FILE.matcher(name).matches()
        && DATA_KEY.matcher(name).matches();
  }

  /** A hook may give a variable another value than its service does. */
  private String kept(String name, String value) {
    String key = name;
    for (int i = 2; !secrets.getOrDefault(key, value).equals(value); i++) {
      key = name + "-" + i;
    }
    secrets.put(key, value);
    return key;
  }

  private String secretName() {
    return ResourceNames.of(service.name()) + "-environment";
  }

  /** Returns the Secret with the variables so far; empty if there are none. */
  Optional<Manifest> secret() {
    if (secrets.isEmpty()) {
      return Optional.empty();
    }
    export
        .names()
        .take(
            "Secret",
            secretName(),
            ResourceNames.LONGEST_SUBDOMAIN,
            "services",
            service.name().value());
    Secret secret = new Secret();
    secret.setMetadata(export.labels().metadata(secretName(), ResourceNames.of(service.name())));
    secret.setType("Opaque");
    secret.setStringData(secrets);
    return Optional.of(export.text().of(secret, List.of()));
  }
}
