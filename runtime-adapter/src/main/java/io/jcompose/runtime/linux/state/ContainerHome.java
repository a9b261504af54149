package io.jcompose.runtime.linux.state;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.disk.Disk;
import io.jcompose.runtime.linux.disk.StateFile;
import io.jcompose.runtime.linux.tree.Trees;
import io.jcompose.scheduler.runtime.ContainerNotes;
import java.nio.file.Path;
import java.util.Optional;

/** One container's directory. A handle: it opens nothing until asked, and needs no closing. */
public final class ContainerHome {
  private final ProjectName project;
  private final ContainerName name;
  private final Path directory;
  private final Pipe pipe;
  private final Path window;
  private final StateFile<ContainerRecord> container;
  private final StateFile<RunRecord> run;
  private final StateFile<NotesRecord> notes;

  ContainerHome(ProjectName project, ContainerName name, Path directory, Path pipes, Disk disk) {
    this.project = project;
    this.name = name;
    this.directory = directory;
    this.pipe =
        new Pipe(
            pipes.resolve(name + ".stdin"),
            pipes.resolve(name + ".stdout"),
            pipes.resolve(name + ".stderr"));
    this.window = pipes.resolve(name + ".window");
    this.container =
        disk.file(directory, "container.json", ContainerRecord.class, ContainerRecord.VERSION);
    this.run = disk.file(directory, "run.json", RunRecord.class, RunRecord.VERSION);
    this.notes = disk.file(directory, "notes.json", NotesRecord.class, NotesRecord.VERSION);
  }

  /**
   * Where a container's standard streams enter and leave it, as named pipes.
   *
   * @param stdin there only if its input stays open
   */
  public record Pipe(Path stdin, Path stdout, Path stderr) {}

  /** Returns the project it belongs to. */
  public ProjectName project() {
    return project;
  }

  /** Returns the container's name. */
  public ContainerName name() {
    return name;
  }

  /** Returns what it was made of; empty if it is being removed, or was never finished. */
  public Optional<ContainerRecord> container() {
    return container.read();
  }

  /** Records what it was made of. */
  public void save(ContainerRecord changed) {
    container.write(changed);
  }

  /** Returns its present or last run; empty if it never ran. */
  public Optional<RunRecord> run() {
    return run.read();
  }

  /** Records its run. */
  public void save(RunRecord changed) {
    run.writeLightly(changed);
  }

  /** Returns what the scheduler noted. */
  public ContainerNotes notes() {
    return notes.read().map(NotesRecord::notes).orElse(ContainerNotes.NONE);
  }

  /** Records what the scheduler notes. */
  public void save(ContainerNotes changed) {
    notes.writeLightly(new NotesRecord(NotesRecord.VERSION, changed));
  }

  /** Returns the overlay's upper directory. */
  public Path upper() {
    return directory.resolve("upper");
  }

  /** Returns the overlay's work directory. */
  public Path work() {
    return directory.resolve("work");
  }

  /** Returns where the files are that are mounted over the container's own in {@code /etc}. */
  public Path etc() {
    return directory.resolve("etc");
  }

  /** Returns where its output is kept. */
  public Path log() {
    return directory.resolve("log");
  }

  /** Returns where output is that nobody keeps, for those who look on; gone with a reboot. */
  public Path window() {
    return window;
  }

  /** Returns where its output comes from and its input goes; not kept over a reboot. */
  public Pipe pipe() {
    return pipe;
  }

  /** Removes the directory with all that is in it. */
  public void remove() {
    Trees.remove(window);
    Trees.remove(directory);
  }

  Path directory() {
    return directory;
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
