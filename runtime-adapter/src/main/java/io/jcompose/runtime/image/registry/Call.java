package io.jcompose.runtime.image.registry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request, before it is known who asks.
 *
 * @param what is being done, to follow "cannot" in a message
 * @param insecure whether plain HTTP and unknown certificates are allowed on its way
 */
record Call(
    String what,
    String method,
    URI uri,
    Map<String, String> headers,
    Optional<Content> content,
    boolean insecure) {
  Call {
    headers = Map.copyOf(headers);
  }

  static Call get(String what, URI uri, boolean insecure) {
    return new Call(what, "GET", uri, Map.of(), Optional.empty(), insecure);
  }

  Call withMethod(String changed) {
    return new Call(what, changed, uri, headers, content, insecure);
  }

  Call withHeader(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new Call(what, method, uri, changed, content, insecure);
  }

  Call withContent(Content sent) {
    return new Call(what, method, uri, headers, Optional.of(sent), insecure);
  }

  Call withUri(URI changed) {
    return new Call(what, method, changed, headers, content, insecure);
  }

  /** Returns whether nothing changes at the registry, however often it is asked. */
  boolean onlyReads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
