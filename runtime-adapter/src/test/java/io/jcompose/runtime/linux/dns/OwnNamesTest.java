package io.jcompose.runtime.linux.dns;

import static io.jcompose.runtime.linux.dns.Surroundings.BACK;
import static io.jcompose.runtime.linux.dns.Surroundings.FRONT;
import static io.jcompose.runtime.linux.dns.Surroundings.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import io.jcompose.model.value.IpAddress;
import io.jcompose.runtime.linux.netlink.OwnNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is answered from what is known; dig, busybox and the C library ask. */
@Tag("privileged")
@ExtendWith(OwnNetwork.class)
class OwnNamesTest {
  @TempDir Path directory;

  @Test
  void aNameHasItsAddressesOfBothVersions() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2", "fd00::2");
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.digShort("web", "A")).containsExactly("10.1.0.2");
      assertThat(pod.digShort("web", "AAAA")).containsExactly("fd00::2");
      assertThat(pod.digShort("web", "A", "+tcp")).containsExactly("10.1.0.2");
      assertThat(pod.digShort("web", "ANY")).containsExactlyInAnyOrder("10.1.0.2", "fd00::2");
    }
  }

  @Test
  void theCLibraryAndBusyboxFindANameToo() throws IOException {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));
      Path file = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.11\n");
      String own = "mount --bind " + file + " /etc/resolv.conf && ";

      assertThat(pod.run("unshare", "-m", "sh", "-c", own + "getent ahosts web"))
          .contains("10.1.0.2");
      assertThat(pod.run("busybox", "nslookup", "web", "127.0.0.11")).contains("10.1.0.2");
    }
  }

  @Test
  void anAnswerIsNotKeptAndComesFromTheOneWhoKnows() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.dig("web")).containsPattern("web\\.\\s+0\\s+IN\\s+A").contains("qr aa rd ra");
    }
  }

  @Test
  void namesAreFoundInAnyCaseAndAnsweredInTheCaseOfTheQuestion() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "Web", "10.1.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.dig("wEB")).containsPattern("wEB\\.\\s+0\\s+IN\\s+A\\s+10.1.0.2");
      assertThat(pod.digShort("web.")).containsExactly("10.1.0.2");
    }
  }

  @Test
  void aNameIsFoundWithItsNetworkBehindIt() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      host.know(BACK, "web", "10.2.0.2");
      TestPod pod = host.pod("app", View.of(FRONT, BACK));

      assertThat(pod.digShort("web.SHOP_back")).containsExactly("10.2.0.2");
      assertThat(pod.digShort("web.shop_front")).containsExactly("10.1.0.2");
    }
  }

  @Test
  void theFirstNetworkThatHasANameWins() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      host.know(BACK, "web", "10.2.0.2", "fd00::2");
      TestPod one = host.pod("one", View.of(FRONT, BACK));
      TestPod two = host.pod("two", View.of(BACK, FRONT));

      assertThat(one.digShort("web")).containsExactly("10.1.0.2");
      assertThat(one.digShort("web", "AAAA")).isEmpty();
      assertThat(two.digShort("web")).containsExactly("10.2.0.2");
    }
  }

  @Test
  void aPodDoesNotSeeNamesOfNetworksItIsNotIn() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(BACK, "db", "10.2.0.2");
      TestPod pod = host.pod("app", View.of(FRONT).withoutForwarding());

      assertThat(pod.dig("db")).contains("status: NXDOMAIN");
      assertThat(pod.dig("db.shop_back")).contains("status: NXDOMAIN");
    }
  }

  @Test
  void aNameWithoutAddressesOfAVersionExistsAllTheSame() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));

      for (String type : List.of("AAAA", "MX", "HTTPS", "PTR")) {
        assertThat(pod.dig("web", type)).contains("status: NOERROR", "ANSWER: 0", "SOA");
      }
    }
  }

  @Test
  void aSilentNameDoesNotExistAndNobodyElseIsAsked() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      host.server().update(new Zone(FRONT, Map.of("db", List.of()), Set.of("web"), Map.of()));
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.dig("web")).contains("status: NXDOMAIN", "AUTHORITY: 1");
      assertThat(pod.dig("db.shop_front")).contains("status: NXDOMAIN");
      assertThat(upstream.asked()).isEmpty();
    }
  }

  @Test
  void aNameThatIsSilentInOneNetworkIsFoundInTheNext() {
    try (Surroundings host = new Surroundings(directory)) {
      host.server().update(new Zone(FRONT, Map.of(), Set.of("web"), Map.of()));
      host.know(BACK, "web", "10.2.0.2");
      TestPod pod = host.pod("app", View.of(FRONT, BACK));

      assertThat(pod.digShort("web")).containsExactly("10.2.0.2");
    }
  }

  @Test
  void aNegativeAnswerIsNotKept() {
    try (Surroundings host = new Surroundings(directory)) {
      host.server().update(new Zone(FRONT, Map.of(), Set.of("web"), Map.of()));
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.dig("web")).containsPattern("\\.\\s+0\\s+IN\\s+SOA\\s+\\. \\. 1 0 0 0 0");
    }
  }

  @Test
  void replicasTakeTurnsToComeFirst() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2", "10.1.0.3", "10.1.0.4");
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.digShort("web")).containsExactly("10.1.0.2", "10.1.0.3", "10.1.0.4");
      assertThat(pod.digShort("web")).containsExactly("10.1.0.3", "10.1.0.4", "10.1.0.2");
      assertThat(pod.digShort("web.shop_front"))
          .containsExactly("10.1.0.4", "10.1.0.2", "10.1.0.3");
      assertThat(pod.digShort("web")).containsExactly("10.1.0.2", "10.1.0.3", "10.1.0.4");
    }
  }

  @Test
  void anAliasIsThePodsOwnAndComesFirst() {
    try (Surroundings host = new Surroundings(directory)) {
      Map<String, List<IpAddress>> names =
          new TreeMap<>(Map.of("db", addresses("10.1.0.2"), "cache", addresses("10.1.0.3")));
      host.server().update(new Zone(FRONT, names, Set.of(), Map.of()));
      host.know(BACK, "db", "10.2.0.2");
      View view = View.of(FRONT, BACK).withoutForwarding();
      TestPod linked = host.pod("linked", view.withAliases(Map.of("store", "db", "cache", "db")));
      TestPod other = host.pod("other", view);

      assertThat(linked.digShort("store")).containsExactly("10.1.0.2");
      assertThat(linked.digShort("Store.shop_back")).containsExactly("10.2.0.2");
      assertThat(linked.digShort("cache")).containsExactly("10.1.0.2");
      assertThat(other.dig("store")).contains("status: NXDOMAIN");
      assertThat(other.digShort("cache")).containsExactly("10.1.0.3");
    }
  }

  @Test
  void anAliasOfANameThatIsGoneDoesNotExistAndNobodyElseIsAsked() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", View.of(FRONT).withAliases(Map.of("store", "db")));

      assertThat(pod.dig("store")).contains("status: NXDOMAIN");
      assertThat(upstream.asked()).isEmpty();
    }
  }

  @Test
  void addressesHaveNames() {
    try (Surroundings host = new Surroundings(directory)) {
      Map<IpAddress, String> reverse =
          Map.of(
              IpAddress.of("10.1.0.2"), "web-1.shop_front",
              IpAddress.of("fd00::2"), "web-1.shop_front");
      host.server().update(new Zone(FRONT, Map.of(), Set.of(), reverse));
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.digShort("-x", "10.1.0.2")).containsExactly("web-1.shop_front.");
      assertThat(pod.digShort("-x", "fd00::2")).containsExactly("web-1.shop_front.");
    }
  }

  @Test
  void aPrivateAddressThatIsNotOursIsAskedElsewhere() throws Exception {
    try (Surroundings host = new Surroundings(directory);
        TestUpstream upstream = TestUpstream.answering("127.0.0.2", "192.0.2.1")) {
      host.hostAsks("nameserver 127.0.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));

      pod.dig("-x", "10.1.0.9");
      assertThat(upstream.asked()).containsExactly("9.0.1.10.in-addr.arpa. PTR");
    }
  }

  @Test
  void theNextQuestionIsAnsweredByWhatIsKnownThen() {
    try (Surroundings host = new Surroundings(directory)) {
      TestPod pod = host.pod("app", View.of(FRONT).withoutForwarding());
      byte[] question = Packets.question("web");
      for (int number = 1; number < 100; number++) {
        String address = "10.1.0." + number;
        host.know(FRONT, "web", address);
        assertThat(Packets.read(pod.ask(question)).toString()).contains(address);
      }

      host.server().forget(FRONT);
      assertThat(Packets.code(pod.ask(question))).isEqualTo("NXDOMAIN");
    }
  }

  @Test
  void aViewThatChangesIsSeenByTheNextQuestion() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      host.know(BACK, "web", "10.2.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));
      assertThat(pod.digShort("web")).containsExactly("10.1.0.2");

      host.server().serve(pod.name(), pod.pin(), View.of(BACK));
      assertThat(pod.digShort("web")).containsExactly("10.2.0.2");
    }
  }

  @Test
  void whatDoesNotFitInADatagramIsCutAndWholeOverTcp() {
    try (Surroundings host = new Surroundings(directory)) {
      String[] many = new String[200];
      for (int number = 0; number < many.length; number++) {
        many[number] = "10.1.0." + number;
      }
      host.know(FRONT, "web", many);
      TestPod pod = host.pod("app", View.of(FRONT));

      String cut = "qr aa tc rd ra";
      assertThat(pod.dig("web", "+ignore", "+noedns")).contains(cut, "ANSWER: 30,", "rcvd: 501");
      assertThat(pod.dig("web", "+ignore", "+bufsize=1232")).contains(cut, "ANSWER: 75,");
      assertThat(pod.dig("web", "+ignore", "+bufsize=4096")).contains("ANSWER: 200,");
      assertThat(pod.digShort("web", "+bufsize=512")).hasSize(many.length); // dig turns to TCP
    }
  }

  @Test
  void aClientThatSpeaksEdnsHearsEdns() {
    try (Surroundings host = new Surroundings(directory)) {
      host.know(FRONT, "web", "10.1.0.2");
      TestPod pod = host.pod("app", View.of(FRONT));

      assertThat(pod.dig("web", "+edns=0")).contains("EDNS: version: 0", "udp: 1232");
      assertThat(pod.dig("web", "+noedns")).doesNotContain("EDNS");
      assertThat(pod.dig("web", "+edns=1", "+noednsnegotiation")).contains("status: BADVERS");
    }
  }

  @Test
  void namesThatNoQuestionCanHoldHarmNobody() {
    try (Surroundings host = new Surroundings(directory)) {
      Map<String, List<IpAddress>> names =
          new TreeMap<>(
              Map.of(
                  "x".repeat(64),
                  addresses("10.1.0.1"),
                  "",
                  addresses("10.1.0.1"),
                  "a..b",
                  addresses("10.1.0.1"),
                  "\\065",
                  addresses("10.1.0.4"),
                  "x".repeat(63),
                  addresses("10.1.0.3"),
                  "b\u00fccher",
                  addresses("10.1.0.2")));
      host.server().update(new Zone(FRONT, names, Set.of(), Map.of()));
      TestPod pod = host.pod("app", View.of(FRONT).withoutForwarding());

      assertThat(pod.digShort("x".repeat(63))).containsExactly("10.1.0.3");
      assertThat(pod.digShort("b\\195\\188cher")).containsExactly("10.1.0.2");
      assertThat(pod.digShort("\\\\065")).containsExactly("10.1.0.4");
      assertThat(pod.dig("A")).contains("status: NXDOMAIN");
    }
  }
}
