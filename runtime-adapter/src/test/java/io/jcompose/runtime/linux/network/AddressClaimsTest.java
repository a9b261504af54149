package io.jcompose.runtime.linux.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.ContainerName;
import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.ProjectName;
import io.jcompose.runtime.linux.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressClaimsTest {
  private static final IpSubnet SUBNET = IpSubnet.of("10.9.0.0/24");
  private static final IpAddress FIRST = IpAddress.of("10.9.0.1");

  @TempDir Path directory;

  private final Set<PodKey> recorded = new HashSet<>();

  /** Returns what each process has of its own. */
  private AddressClaims claims() {
    return new AddressClaims(directory, new Disk(), new HostLock(directory), recorded::contains);
  }

  private static PodKey pod(String name) {
    return new PodKey(new ProjectName("shop"), new ContainerName(name));
  }

  private static Stream<IpAddress> some(int count) {
    return Stream.iterate(1L, number -> number <= count, number -> number + 1).map(SUBNET::address);
  }

  /** Leaves what a process that was killed long ago has claimed. */
  private void claimAsADeadProcess(String pod, IpAddress address) throws IOException {
    Files.createSymbolicLink(
        directory.resolve(address.value()),
        new Claim(pod(pod), ProcessHandle.current().pid(), 1).text()); // the pid is another's now
  }

  @Test
  void theFirstFreeAddressIsTaken() {
    claims().claim(pod("web"), FIRST);

    assertThat(claims().claimFree(pod("db"), () -> some(9))).contains(IpAddress.of("10.9.0.2"));
    claims().release(pod("web"), FIRST);
    assertThat(claims().claimFree(pod("api"), () -> some(9))).contains(FIRST);
  }

  @Test
  void whatAPodHasItMayClaimAgainAndNobodyElseMay() {
    claims().claim(pod("web"), FIRST);
    claims().claim(pod("web"), FIRST);

    assertThatThrownBy(() -> claims().claim(pod("db"), FIRST))
        .hasMessage(
            "cannot give pod 'db' of project 'shop' the address 10.9.0.1: pod 'web' of project"
                + " 'shop' has it");
  }

  @Test
  void whatAPodDoesNotHaveItCannotGiveBack() {
    claims().claim(pod("web"), FIRST);
    claims().release(pod("db"), FIRST);

    assertThat(claims().all()).containsEntry(FIRST, pod("web"));
  }

  @Test
  void theAddressOfAPodThatIsGoneIsFreeOnceItsMakerIsDead() throws IOException {
    claimAsADeadProcess("gone", FIRST);

    assertThat(claims().all()).isEmpty();
    claims().claim(pod("web"), FIRST);
    assertThat(claims().all()).containsEntry(FIRST, pod("web"));
  }

  @Test
  void aProcessThatWasKilledHoldsNothingThoughNobodyHasWaitedForIt() throws IOException {
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; exec sleep 1000").start();
    try {
      ProcessHandle maker =
          ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
      long started = maker.info().startInstant().orElseThrow().toEpochMilli();
      Claim claim = new Claim(pod("unrecorded"), maker.pid(), started);
      Files.createSymbolicLink(directory.resolve(FIRST.value()), claim.text());
      assertThat(claims().all()).containsKey(FIRST);

      maker.destroyForcibly();

      await().untilAsserted(() -> assertThat(claims().all()).isEmpty());
      assertThat(ProcessHandle.of(maker.pid())).isPresent();
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void theAddressOfAPodThatIsRecordedIsKeptWhoeverMadeIt() throws IOException {
    claimAsADeadProcess("db", FIRST);
    recorded.add(pod("db"));

    assertThatThrownBy(() -> claims().claim(pod("web"), FIRST)).hasMessageContaining("'db'");
    assertThat(claims().claimFree(pod("web"), () -> some(1))).isEmpty();
  }

  @Test
  void aPodThatIsJustBeingMadeKeepsItsAddress() {
    claims().claim(pod("unrecorded"), FIRST); // by this process, which lives

    assertThat(claims().claimFree(pod("web"), () -> some(1))).isEmpty();
  }

  @Test
  void staleClaimsAreSweptWhenAllIsTaken() throws IOException {
    claimAsADeadProcess("gone", FIRST);
    claims().claim(pod("db"), IpAddress.of("10.9.0.2"));

    assertThat(claims().claimFree(pod("web"), () -> some(2))).contains(FIRST);
  }

  @Test
  void manyAtOnceGetAnAddressEach() {
    List<CompletableFuture<List<IpAddress>>> workers = new ArrayList<>();
    for (int worker = 0; worker < 8; worker++) {
      PodKey pod = pod("worker-" + worker);
      AddressClaims claims = claims();
      workers.add(
          CompletableFuture.supplyAsync(
              () ->
                  Stream.generate(() -> claims.claimFree(pod, () -> some(200)).orElseThrow())
                      .limit(25)
                      .toList()));
    }

    List<IpAddress> all = workers.stream().flatMap(worker -> worker.join().stream()).toList();
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
    assertThat(claims().claimFree(pod("late"), () -> some(200))).isEmpty();
  }

  @Test
  void aFileThatIsNoClaimIsNobodysAddress() throws IOException {
    Files.createSymbolicLink(directory.resolve("10.9.0.1"), Path.of("elsewhere"));

    assertThat(claims().all()).isEmpty();
  }
}
