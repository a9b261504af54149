package io.jcompose.runtime.linux.process;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a container calls itself; see uts_namespaces(7).
 *
 * @param host what hostname(1) tells
 * @param domain what domainname(1) tells; empty if there is none
 */
public record UtsName(String host, Optional<String> domain) {
  /** Returns the name of a container without a domain. */
  public static UtsName of(String host) {
    return new UtsName(host, Optional.empty());
  }

  /**
   * Returns all it can be meant by, the full name first: programs that look up what they are called
   * take the first for that. A host name may be a full one already.
   */
  public Set<String> forms() {
    Set<String> forms = new LinkedHashSet<>();
    domain.ifPresent(behind -> forms.add(host + "." + behind));
    forms.add(host);
    int dot = host.indexOf('.');
    if (dot > 0) {
      forms.add(host.substring(0, dot));
    }
    return forms;
  }
}
