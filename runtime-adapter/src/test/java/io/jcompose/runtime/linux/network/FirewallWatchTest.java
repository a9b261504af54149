package io.jcompose.runtime.linux.network;

import static io.jcompose.runtime.linux.network.NetworkPlans.bridge;
import static io.jcompose.runtime.linux.network.NetworkPlans.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jcompose.model.value.Port;
import io.jcompose.model.value.Protocol;
import io.jcompose.model.value.ServiceName;
import io.jcompose.runtime.linux.netlink.Command;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import io.jcompose.scheduler.runtime.PodStatus.Publication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.pollinterval.FixedPollInterval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reloads the host's firewall takes our tables away, and gets them back. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
@Timeout(60)
class FirewallWatchTest {
  private static final Publication WEB =
      new Publication(
          new ServiceName("web"), "0.0.0.0", Curl.OUTSIDE, new Port(Curl.INSIDE, Protocol.TCP));

  @TempDir Path directory;

  /** Asks on the test's own thread, which is in the test's namespace. */
  private static void eventually(Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollInterval(FixedPollInterval.fixed(Duration.ofMillis(20)))
        .until(condition);
  }

  /** Returns the lines of the ruleset, sorted: tables are listed in the order of their making. */
  private static List<String> rules() {
    return Command.run("nft", "list", "ruleset").lines().sorted().toList();
  }

  @Test
  void whatIsFlushedIsPutBack() throws Exception {
    try (Site site = new Site(directory);
        AutoCloseable watch = site.networks().watchFirewall()) {
      site.create(bridge("front"));
      site.create(bridge("back"));
      Site.Pod web = site.pod("web", to("front")).serve().publish(WEB);
      site.pod("db", to("back"));
      List<String> rules = rules();

      for (int round = 0; round < 3; round++) {
        Command.run("nft", "flush", "ruleset");
        eventually(() -> rules().equals(rules));
      }

      assertThat(watch).isNotNull();
      assertThat(Curl.get("127.0.0.1")).isEqualTo(web.address().replaceAll("[0-9]+$", "1"));
      assertThat(site.warnings()).isEmpty();
    }
    assertThat(rules()).isEmpty();
  }

  @Test
  void oneTableThatIsDeletedIsPutBackAndOthersTablesAreNotMissed() throws Exception {
    try (Site site = new Site(directory);
        AutoCloseable watch = site.networks().watchFirewall()) {
      site.create(bridge("front"));
      site.pod("web", to("front")).publish(WEB);
      List<String> rules = rules();
      String table = Command.run("nft", "list", "tables").lines().findFirst().orElseThrow();

      Command.run("nft", "add table inet theirs; delete table inet theirs");
      Command.run("nft", "delete " + table);

      assertThat(watch).isNotNull();
      eventually(() -> rules().equals(rules));
    }
  }

  @Test
  void whatWasRemovedBeforeIsPutBackFirst() throws Exception {
    try (Site site = new Site(directory)) {
      site.create(bridge("front"));
      site.pod("web", to("front")).publish(WEB);
      List<String> rules = rules();
      Command.run("nft", "flush", "ruleset");

      try (AutoCloseable watch = site.another().watchFirewall()) {
        assertThat(watch).isNotNull();
        eventually(() -> rules().equals(rules));
      }
    }
  }

  @Test
  void twoThatWatchDoNotFight() throws Exception {
    try (Site site = new Site(directory);
        AutoCloseable one = site.networks().watchFirewall();
        AutoCloseable other = site.another().watchFirewall()) {
      site.create(bridge("front"));
      site.pod("web", to("front")).publish(WEB);
      List<String> rules = rules();

      Command.run("nft", "flush", "ruleset");
      eventually(() -> rules().equals(rules));
      String generation = Command.run("nft", "-a", "list", "ruleset");

      assertThat(one).isNotEqualTo(other);
      // handles would rise if anybody made anything anew
      await()
          .pollInSameThread()
          .during(Duration.ofMillis(300))
          .until(() -> Command.run("nft", "-a", "list", "ruleset").equals(generation));
    }
  }
}
