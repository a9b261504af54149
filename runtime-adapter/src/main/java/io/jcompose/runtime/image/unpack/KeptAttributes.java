package io.jcompose.runtime.image.unpack;

import java.util.Set;

/**
 * Which extended attributes of a layer are kept: file capabilities, access control lists, and what
 * users set.
 *
 * <p>Not kept are {@code trusted.*}, with which an image could tell overlayfs to look elsewhere
 * ({@code trusted.overlay.redirect}), its namesake {@code user.overlay.*}, and the labels of
 * security modules ({@code security.selinux}, {@code security.ima}), which belong to the host the
 * image was made on.
 */
public final class KeptAttributes {
  private static final Set<String> NAMES =
      Set.of("security.capability", "system.posix_acl_access", "system.posix_acl_default");

  private KeptAttributes() {}

  /** Returns whether a layer may have the attribute of that name. */
  public static boolean isKept(String attribute) {
    return NAMES.contains(attribute)
        || (attribute.startsWith("user.") && !attribute.startsWith("user.overlay."));
  }
}
