package io.jcompose.runtime.linux.security;

import java.util.List;

/**
 * Who a program runs as.
 *
 * @param supplementary further groups
 * @param home absolute path
 */
public record Identity(int user, int group, List<Integer> supplementary, String home) {
  public Identity {
    supplementary = List.copyOf(supplementary);
  }
}
