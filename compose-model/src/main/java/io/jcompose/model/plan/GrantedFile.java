package io.jcompose.model.plan;

import io.jcompose.model.value.HiddenContent;
import io.jcompose.model.value.SecretName;
import java.util.Locale;

/**
 * A file that a container is given: one of its {@code configs:} or {@code secrets:}.
 *
 * @param key its name at the top level of the file
 * @param target the path in the container: absolute and cleaned
 */
public record GrantedFile(Kind kind, String key, String target, Content content) {
  /** What the file is called; both are treated alike. */
  public enum Kind {
    CONFIG,
    SECRET;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whose a file is and who may do what with it.
   *
   * @param uid number of the user, as the container counts
   * @param gid number of the group
   * @param mode permission bits
   */
  public record Attributes(int uid, int gid, int mode) {
    /** What a file has unless something is asked for: root's, and everybody may read it. */
    public static final Attributes DEFAULT = new Attributes(0, 0, 0444);

    @Override
    public String toString() {
      return "of " + uid + ":" + gid + ", mode 0" + Integer.toOctalString(mode);
    }
  }

  /** Where the content is. */
  public sealed interface Content {
    /** Returns a text that differs when the container is to be made anew; not what is in it. */
    String fingerprint();
  }

  /**
   * A file of the host, mounted as it is, so that changes of it are seen at once.
   *
   * @param path absolute
   * @param digest SHA-256 of what was in it when the plan was made, in hexadecimal; for a directory
   *     or a device a word that says so
   */
  public record Bound(String path, String digest) implements Content {
    @Override
    public String fingerprint() {
      return "bound " + digest + " " + path;
    }
  }

  /** The content itself, as it was when the plan was made. */
  public record Kept(HiddenContent content, Attributes attributes) implements Content {
    @Override
    public String fingerprint() {
      return "kept " + content.digest() + " " + attributes;
    }
  }

  /**
   * A secret of this host's store, read each time the container starts.
   *
   * @param version of the secret when the plan was made, as the store tells it
   */
  public record Stored(SecretName name, String version, Attributes attributes) implements Content {
    @Override
    public String fingerprint() {
      return "stored " + version + " " + attributes + " " + name;
    }
  }
}
