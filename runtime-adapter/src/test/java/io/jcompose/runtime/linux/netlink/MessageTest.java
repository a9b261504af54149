package io.jcompose.runtime.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jcompose.model.value.IpAddress;
import io.jcompose.model.value.IpSubnet;
import io.jcompose.model.value.MacAddress;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanFlag;
import io.jcompose.runtime.linux.netlink.LinkKind.IpVlanMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages as a kernel on x86_64 sent them, and as {@code ip} sends them; aarch64 has the same byte
 * order.
 */
class MessageTest {
  private static final int LINK_HEADER = 64; // digits: the message's header and the link's
  private static final String ADDRESS =
      "540000001400020007000000000000000218800002000000080001000a010203080002000a0102030f000300"
          + "6a6330303030303030310000080008008000000014000600ffffffffffffffff1ce203001ce20300";
  private static final String LOOPBACK_ADDRESS =
      "4c000000140002000700000000000000020880fe01000000080001007f000001080002007f00000107000300"
          + "6c6f0000080008008000000014000600ffffffffffffffff1be203001be20300";
  private static final String DEFAULT_ROUTE =
      "3400000018000200070000000000000002000000fe0300010000000008000f00fe00000008000500"
          + "0a0102010800040002000000";
  private static final String DIRECT_ROUTE =
      "3c00000018000200070000000000000002180000fe02fd010000000008000f00fe000000080001000a010200"
          + "080007000a0102030800040002000000";
  private static final String REFUSAL =
      "44000000020000030900000000000000eaffffff2000000014000500090000000000000020000100"
          + "697076343a20496e76616c696420707265666978206c656e67746800";
  private static final String DONE =
      "240000000200000109000000000000000000000020000000100005000900000000000000";

  @Test
  void anAddressIsRead() {
    assertThat(LinkAddress.read(message(ADDRESS)))
        .contains(new LinkAddress(2, IpAddress.of("10.1.2.3"), 24));
  }

  @Test
  void aDatagramHoldsSeveralMessages() {
    assertThat(Message.readAll(bytes(LOOPBACK_ADDRESS + ADDRESS)))
        .flatExtracting(message -> LinkAddress.read(message).stream().toList())
        .extracting(LinkAddress::subnet)
        .containsExactly(IpSubnet.of("127.0.0.0/8"), IpSubnet.of("10.1.2.0/24"));
  }

  @Test
  void aDefaultRouteIsRead() {
    Route route = Route.read(message(DEFAULT_ROUTE)).orElseThrow();

    assertThat(route.isDefault()).isTrue();
    assertThat(route.gateway()).contains(IpAddress.of("10.1.2.1"));
    assertThat(route.link()).contains(2);
  }

  @Test
  void aDirectRouteIsRead() {
    assertThat(Route.read(message(DIRECT_ROUTE)))
        .contains(Route.direct(IpSubnet.of("10.1.2.0/24"), 2));
  }

  @Test
  void aRefusalCarriesTheKernelsOwnWords() {
    assertThat(Outcome.read(message(REFUSAL)))
        .isEqualTo(new Outcome(22, "ipv4: Invalid prefix length"));
  }

  @Test
  void anAcknowledgementIsAnErrorWithNumberZero() {
    assertThat(Outcome.read(message(DONE))).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void aMessageThatIsLongerThanItsDatagramIsRefused() {
    byte[] cut = HexFormat.of().parseHex(ADDRESS.substring(0, 80));

    assertThatThrownBy(() -> Message.readAll(cut))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("84 bytes");
  }

  @Test
  void anAttributeThatIsCutOffIsLeftOut() {
    // the body says 20 bytes of address, and has 4
    Message message = message("1c000000140000000000000000000000" + "0218800002000000" + "14000100");

    assertThat(Attributes.read(message.body(), 8).bytes(1)).isEmpty();
  }

  @Test
  void anAddressIsWrittenAsIpDoesIt() {
    var request =
        new AddressRequest.Add(new LinkAddress(2, IpAddress.of("10.1.2.3"), 24), Set.of());

    assertThat(hex(request.write(9)))
        .isEqualTo(
            "30000000"
                + "1400" // RTM_NEWADDR
                + "0506" // REQUEST, ACK, CREATE, EXCL
                + "09000000"
                + "00000000"
                + "02180000" // AF_INET, /24
                + "02000000"
                + "080002000a010203" // IFA_LOCAL
                + "080001000a010203" // IFA_ADDRESS
                + "080004000a0102ff"); // IFA_BROADCAST
  }

  @Test
  void aLinkIsSwitchedOnWithoutTouchingItsOtherFlags() {
    assertThat(hex(new LinkChange.Switch(3, true).write(1)))
        .isEqualTo(
            "20000000"
                + "1000"
                + "0500"
                + "01000000"
                + "00000000"
                + "00000000"
                + "03000000"
                + "01000000"
                + "01000000");
  }

  @Test
  void nestedAttributesCountTheirContentsAndAreFilledUp() {
    byte[] message =
        new MessageWriter(16, 0, 1)
            .nested(18, info -> info.attribute(1, "veth").attribute(2, new byte[] {7}))
            .finish();

    assertThat(hex(message).substring(32))
        .isEqualTo("18001200" + "0900010076657468" + "00000000" + "0500020007000000");
  }

  /** Kinds that not every kernel has, and so not every run of {@link NewLinkTest} makes. */
  @ParameterizedTest
  @MethodSource
  void aLinkIsAskedForAsIpDoesIt(NewLink link, LinkKind kind, String attributes) {
    byte[] message = new LinkRequest.Create(link, kind).write(9);

    assertThat(hex(message).substring(LINK_HEADER)).isEqualTo(attributes);
  }

  static Stream<Arguments> aLinkIsAskedForAsIpDoesIt() {
    return Stream.of(
        Arguments.of(
            NewLink.named("i0").withMtu(1400),
            LinkKind.ipVlan(3, IpVlanMode.L3S, IpVlanFlag.PRIVATE),
            "0800040078050000080005000300000007000300693000002400"
                + "12000a0001006970766c616e000014000200060001000200000006000200"
                + "01000000"),
        Arguments.of(
            NewLink.named("p0.10").withMtu(1400),
            LinkKind.vlan(3, 10),
            "080004007805000008000500030000000a00030070302e3130000000"
                + "1800120008000100766c616e0c000200060001000a000000"),
        Arguments.of(
            NewLink.named("d0").withHardwareAddress(new MacAddress("02:6a:0a:01:02:01")),
            LinkKind.dummy(),
            "0a000100026a0a01020100000700030064300000100012000900010064756d6d79000000"));
  }

  private static Message message(String hex) {
    List<Message> messages = Message.readAll(bytes(hex));
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
