package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDK, and whether the launcher's archive of loaded classes is in use. */
final class JavaMachine implements Check {
  private static final Question JDK = new Question(Topic.MACHINE, "jdk");
  private static final Question ARCHIVE = new Question(Topic.MACHINE, "class archive");
  private static final List<String> FLAGS = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

  private final HostView files;
  private final String version;
  private final String home;

  JavaMachine(HostView files, String version, String home) {
    this.files = files;
    this.version = version;
    this.home = home;
  }

  @Override
  public List<Finding> findings() {
    return List.of(JDK.ok(version + " in " + home), archive());
  }

  private Finding archive() {
    Optional<String> archive = archiveAskedFor();
    if (archive.isEmpty()) {
      return ARCHIVE.note(
          "not asked for: every command loads its classes anew",
          "start jcompose by its launcher, which makes an archive and uses it");
    }
    // the JVM maps the file, or says nothing and does without
    boolean mapped =
        files.lines("proc/self/maps").stream().anyMatch(line -> line.endsWith(archive.get()));
    return mapped
        ? ARCHIVE.ok(archive.get())
        : ARCHIVE.note(
            archive.get() + " is not used: every command starts more slowly",
            "run 'rm -f " + archive.get() + "'; the launcher makes it anew if it may write there");
  }

  private Optional<String> archiveAskedFor() {
    List<String> words =
        files.text("proc/self/cmdline").stream()
            .flatMap(line -> Stream.of(line.split("\0")))
            .toList();
    return FLAGS.stream()
        .flatMap(
            flag ->
                words.stream()
                    .filter(word -> word.startsWith(flag))
                    .map(word -> word.substring(flag.length())))
        .findFirst();
  }
}
