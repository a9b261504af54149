package io.jcompose.runtime.image.registry.configuration;

import java.nio.file.Path;
import java.util.List;

/**
 * Who is asked for credentials, in this order: {@code credential-helpers} of {@code
 * registries.conf}.
 *
 * @param names each {@link #FILES} or the NAME of a program {@code docker-credential-NAME}
 * @param file that says so
 */
record CredentialKeepers(List<String> names, Path file) {
  /** Stands for the files of credentials, and the programs that these name. */
  static final String FILES = "containers-auth.json";

  CredentialKeepers {
    names = List.copyOf(names);
  }

  /** Returns the programs among them. */
  List<String> programs() {
    return names.stream().filter(name -> !name.equals(FILES)).toList();
  }
}
