package io.jcompose.model.export.quadlet;

import io.jcompose.model.export.unit.UnitText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file for Quadlet while it is written: three sections that many have something to add to. */
final class Draft {
  private final Notes notes;
  private final List<String> owner;
  private final Set<String> requires = new LinkedHashSet<>();
  private final Set<String> wants = new LinkedHashSet<>();
  private final Set<String> after = new LinkedHashSet<>();
  private final Set<String> partOf = new LinkedHashSet<>();
  private final Set<String> serviceLines = new LinkedHashSet<>();
  private final UnitText unit = new UnitText();
  private final UnitText main = new UnitText();
  private final UnitText service = new UnitText();

  /**
   * Begins a file.
   *
   * @param section Quadlet's own, such as {@code Container}
   * @param owner the keys that lead to what it is about
   */
  Draft(String section, List<String> owner, Notes notes) {
    this.owner = List.copyOf(owner);
    this.notes = notes;
    unit.comment("Made by 'jcompose generate quadlet'; to change it, change the Compose file.")
        .section("Unit");
    main.section(section);
    service.section("Service");
  }

  UnitText unit() {
    return unit;
  }

  UnitText service() {
    return service;
  }

  /** Returns Quadlet's own section. */
  UnitText main() {
    return main;
  }

  /** Explains something in Quadlet's own section. */
  void comment(String words) {
    main.comment(words);
  }

  /** Adds a setting that is a list of words. */
  void word(String key, String text) {
    main.set(key, QuadletText.word(text));
  }

  /** Adds a setting for a text that is known to have no blanks, quotes or control characters. */
  void plain(String key, String text) {
    main.set(key, QuadletText.escaped(text));
  }

  /**
   * Adds a setting that is read to the end of its line; a text that no line holds is a fault.
   *
   * @param path the key of the file it comes from
   */
  void line(String key, String text, String... path) {
    Optional<String> line = QuadletText.line(text);
    if (line.isPresent()) {
      main.set(key, line.get());
    } else if (!text.isEmpty()) {
      notes.fault(at(path), key + "= of Quadlet cannot hold " + shown(text));
    }
  }

  /** Adds an option of podman for which Quadlet has no setting. */
  void podman(String option, String value) {
    main.set("PodmanArgs", QuadletText.word("--" + option + "=" + value));
  }

  /** Adds an option of podman without a value. */
  void podman(String option) {
    main.set("PodmanArgs", "--" + option);
  }

  /** Adds a line for systemd that several may want, once. */
  void serviceOnce(String key, String value) {
    if (serviceLines.add(key + "=" + value)) {
      service.set(key, value);
    }
  }

  /** Has systemd put {@code value} where {@code ${name}} stands. */
  void variable(String name, String value) {
    serviceOnce("Environment", name + "=" + value);
  }

  /** Says that something is not said. */
  void unsaid(String message, String... path) {
    notes.unsaid(main, at(path), message);
  }

  /** Says why the file would be refused. */
  void fault(String message, String... path) {
    notes.fault(at(path), message);
  }

  private List<String> at(String... path) {
    List<String> all = new ArrayList<>(owner);
    all.addAll(List.of(path));
    return all;
  }

  private static String shown(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  /** Starts {@code other} before, and fails if that fails. */
  void require(String other) {
    requires.add(other);
    after.add(other);
  }

  /** Starts {@code other} before, whatever becomes of it. */
  void want(String other) {
    wants.add(other);
    after.add(other);
  }

  /** Is stopped and restarted with {@code other}. */
  void follow(String other) {
    partOf.add(other);
  }

  /** Returns the text; what stands in {@code Install} comes last. */
  String text(String wantedBy) {
    UnitText relations =
        new UnitText()
            .list("Requires", requires)
            .list("Wants", wants)
            .list("After", after)
            .list("PartOf", partOf);
    String install = wantedBy.isEmpty() ? "" : "\n[Install]\nWantedBy=" + wantedBy + "\n";
    String own = service.toString();
    return unit
        + relations.toString()
        + "\n"
        + main
        + (own.equals("[Service]\n") ? "" : "\n" + own)
        + install;
  }
}
