package io.jcompose.runtime.linux.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.ProjectName;
import io.jcompose.model.value.VolumeName;
import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.Specs;
import io.jcompose.runtime.linux.process.UtsName;
import io.jcompose.scheduler.runtime.ContainerNotes;
import io.jcompose.scheduler.runtime.ExitStatus;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final ProjectName SHOP = new ProjectName("shop");
  private static final ContainerName WEB = new ContainerName("shop-web-1");

  @TempDir Path directory;
  private StateStore state;

  @BeforeEach
  void openState() {
    Path root = Path.of("/");
    state =
        new StateStore(
            new Host(
                Clock.systemUTC(),
                Map.of(),
                root,
                directory.resolve("state"),
                directory.resolve("run")));
  }

  @Test
  void aContainerIsFoundByItsNameInWhateverProject() {
    create("shop", "web");
    create("blog", "web");

    assertThat(state.find(WEB).orElseThrow().container().orElseThrow().spec())
        .isEqualTo(Specs.shell("shop", "web", "true"));
    assertThat(state.find(new ContainerName("blog-web-1")).orElseThrow().project())
        .isEqualTo(new ProjectName("blog"));
    assertThat(state.find(new ContainerName("blog-db-1"))).isEmpty();
    assertThat(state.projects()).containsExactly(new ProjectName("blog"), SHOP);
  }

  @Test
  void aNameIsUniqueOnTheHost() {
    create("shop", "web");
    ContainerRecord same =
        ContainerRecord.of("0", Specs.shell("shop", "web", "false"), "i", NOW, List.of());

    assertThatThrownBy(() -> state.project(new ProjectName("blog")).create(same, home -> {}))
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot make container 'shop-web-1': project 'shop' has one of that name");
    assertThat(state.project(new ProjectName("blog")).leftovers()).isEmpty();
    assertThat(state.find(WEB).orElseThrow().container().orElseThrow().spec().arguments())
        .contains("true");
  }

  @Test
  void whatCannotBeFilledIsNotThere() {
    ContainerRecord record = record("shop", "web");
    assertThatThrownBy(
            () ->
                state
                    .project(SHOP)
                    .create(
                        record,
                        home -> {
                          throw new RuntimeFailure("no", "do");
                        }))
        .hasMessage("no");

    assertThat(state.find(WEB)).isEmpty();
    assertThat(state.project(SHOP).leftovers()).isEmpty();
  }

  @Test
  void aHomeWithoutItsNameIsALeftoverAndNoContainer() throws IOException {
    ContainerHome home = create("shop", "web");
    Files.delete(directory.resolve("state/names/shop-web-1"));

    assertThat(state.project(SHOP).containers()).isEmpty();
    assertThat(state.leftovers(WEB)).extracting(ContainerHome::name).containsExactly(WEB);
    state.leftovers(WEB).forEach(ContainerHome::remove);
    assertThat(home.directory()).doesNotExist();
    create("shop", "web");
  }

  @Test
  void aNameWhoseHomeWasRemovedByHandCanBeTakenAgain() throws IOException {
    ContainerHome home = create("shop", "web");
    home.remove();

    create("shop", "web");

    assertThat(state.find(WEB)).isPresent();
  }

  @Test
  void aReleasedContainerIsGoneWhateverIsLeftOfIt() {
    ContainerHome home = create("shop", "web");
    state.project(SHOP).release(home);

    assertThat(state.find(WEB)).isEmpty();
    assertThat(state.project(SHOP).containers()).isEmpty();
    assertThat(home.directory()).exists();
  }

  @Test
  void runsAndNotesAreReadAsTheyWereWritten() {
    ContainerHome home = create("shop", "web");
    assertThat(home.run()).isEmpty();
    assertThat(home.notes()).isEqualTo(ContainerNotes.NONE);
    var run = RunRecord.begun(new ProcessIdentity(7, 99, "boot"), UtsName.of("box"), NOW);

    home.save(run.ended(new ExitStatus(3, NOW)));
    home.save(ContainerNotes.NONE.withRestarts(2, 1));

    assertThat(home.run()).contains(run.ended(new ExitStatus(3, NOW)));
    assertThat(home.notes().restarts()).isEqualTo(2);
  }

  @Test
  void recordsCanBeWrittenAndReadByAThreadThatWasInterrupted() {
    ContainerHome home = create("shop", "web");
    Thread.currentThread().interrupt();
    try {
      home.save(ContainerNotes.NONE.withRestarts(2, 1));
      assertThat(home.notes().restarts()).isEqualTo(2);
      assertThat(state.find(WEB).orElseThrow().container()).isPresent();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aDamagedFileIsNamedWithWhatToDo() throws IOException {
    ContainerHome home = create("shop", "web");
    Path file = home.directory().resolve("container.json");
    Files.writeString(file, Files.readString(file).substring(0, 40));

    assertThatThrownBy(home::container)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("damaged");
  }

  @Test
  void aFileOfAnotherVersionIsNotGuessedAt() throws IOException {
    ContainerHome home = create("shop", "web");
    Path file = home.directory().resolve("container.json");
    Files.writeString(file, Files.readString(file).replace("\"version\":1,", "\"version\":2,"));

    assertThatThrownBy(home::container)
        .isInstanceOf(RuntimeFailure.class)
        .hasMessage("cannot use " + file + ": it is of version 2, not 1");
  }

  @Test
  void removingAProjectLeavesOnlyWhatIsTheSupervisors() throws IOException {
    ContainerHome home = create("shop", "web");
    Path run = directory.resolve("run/projects/shop");
    Files.createFile(state.project(SHOP).pipes().resolve("shop-web-1.stdout"));
    Files.createFile(run.resolve("supervisor.lock"));
    state.project(SHOP).release(home);

    state.project(SHOP).remove();
    assertThat(directory.resolve("state/projects/shop")).doesNotExist();
    try (Stream<Path> left = Files.list(run)) {
      assertThat(left).containsExactly(run.resolve("supervisor.lock"));
    }

    Files.delete(run.resolve("supervisor.lock"));
    state.project(SHOP).remove();
    assertThat(run).doesNotExist();
  }

  @Test
  void aVolumeIsMadeOnceAndRemovedWhole() throws IOException {
    VolumeHome volume = state.volume(new VolumeName("shop_data"));
    var record = VolumeRecord.of(new VolumeName("shop_data"), SHOP, false, Map.of(), NOW);
    volume.create(record);
    Files.writeString(volume.content().resolve("file"), "kept");
    volume.create(record);

    assertThat(volume.content().resolve("file")).hasContent("kept");
    assertThat(state.volumes(SHOP)).containsExactly(record);
    volume.remove();
    volume.remove();
    try (Stream<Path> left = Files.list(directory.resolve("state/volumes"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aProcessIsKnownByItsStartAndItsBootNotByItsNumberAlone() {
    var processes = new ProcessTable(Path.of("/proc"));
    long pid = ProcessHandle.current().pid();
    ProcessIdentity own = processes.identify(pid).orElseThrow();

    assertThat(processes.isThere(own)).isTrue();
    assertThat(processes.isThere(new ProcessIdentity(pid, own.startTicks() + 1, own.boot())))
        .isFalse();
    assertThat(processes.isThere(new ProcessIdentity(pid, own.startTicks(), "earlier"))).isFalse();
    assertThat(processes.identify(Integer.MAX_VALUE)).isEmpty();
  }

  private ContainerHome create(String project, String service) {
    return state.project(new ProjectName(project)).create(record(project, service), home -> {});
  }

  private static ContainerRecord record(String project, String service) {
    return ContainerRecord.of(
        "0".repeat(64), Specs.shell(project, service, "true"), "rootfs:/", NOW, List.of());
  }
}
