package io.jcompose.runtime.syscall;

import com.sun.jna.Pointer;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An IP address and a port, held as the kernel writes them, so that what was received from can be
 * answered without a conversion. Two are equal if the kernel writes them alike.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a> and ipv6(7)
 */
public final class Endpoint {
  static final int LARGEST = 28; // sizeof(struct sockaddr_in6)
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;

  private static final int IPV4_SIZE = 16;
  private static final int PORT = 2;
  private static final int IPV4_ADDRESS = 4;
  private static final int IPV6_ADDRESS = 8;
  private static final int IPV6_SCOPE = 24;

  private final byte[] bytes;

  private Endpoint(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the endpoint of an IPv4 or IPv6 socket, whichever the address is. */
  public static Endpoint of(InetAddress address, int port) {
    return address instanceof Inet4Address
        ? ipv4(address.getAddress(), port)
        : ipv6(address.getAddress(), port, scope(address));
  }

  /** Returns the endpoint of an IPv6 socket; an IPv4 address is written as such a socket has it. */
  public static Endpoint ofIpv6Socket(InetAddress address, int port) {
    if (address instanceof Inet4Address) {
      byte[] mapped = new byte[16];
      mapped[10] = mapped[11] = (byte) 0xff;
      System.arraycopy(address.getAddress(), 0, mapped, 12, 4);
      return ipv6(mapped, port, 0);
    }
    return of(address, port);
  }

  private static int scope(InetAddress address) {
    return address instanceof Inet6Address six ? six.getScopeId() : 0;
  }

  private static Endpoint ipv4(byte[] address, int port) {
    byte[] bytes = new byte[IPV4_SIZE];
    start(bytes, AF_INET, port).put(IPV4_ADDRESS, address);
    return new Endpoint(bytes);
  }

  private static Endpoint ipv6(byte[] address, int port, int scope) {
    byte[] bytes = new byte[LARGEST];
    start(bytes, AF_INET6, port)
        .put(IPV6_ADDRESS, address)
        .order(ByteOrder.nativeOrder())
        .putInt(IPV6_SCOPE, scope);
    return new Endpoint(bytes);
  }

  /** Writes the family in the machine's order and the port in the network's. */
  private static ByteBuffer start(byte[] bytes, int family, int port) {
    return ByteBuffer.wrap(bytes)
        .order(ByteOrder.nativeOrder())
        .putShort(0, (short) family)
        .order(ByteOrder.BIG_ENDIAN)
        .putShort(PORT, (short) port);
  }

  /** Reads what the kernel wrote. */
  static Endpoint read(Pointer block) {
    int size = block.getShort(0) == AF_INET ? IPV4_SIZE : LARGEST;
    return new Endpoint(block.getByteArray(0, size));
  }

  void write(Pointer block) {
    block.write(0, bytes, 0, bytes.length);
  }

  int size() {
    return bytes.length;
  }

  /** Returns the address; an IPv4 one that an IPv6 socket has met is an {@link Inet4Address}. */
  public InetAddress address() {
    try {
      if (bytes.length == IPV4_SIZE) {
        return InetAddress.getByAddress(
            Arrays.copyOfRange(bytes, IPV4_ADDRESS, IPV4_ADDRESS + Integer.BYTES));
      }
      byte[] six = Arrays.copyOfRange(bytes, IPV6_ADDRESS, IPV6_SCOPE);
      int scope = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(IPV6_SCOPE);
      return scope == 0
          ? InetAddress.getByAddress(six)
          : Inet6Address.getByAddress(null, six, scope);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no address has another length", e);
    }
  }

  /** Returns the port. */
  public int port() {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(PORT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint endpoint && Arrays.equals(bytes, endpoint.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    String host = address().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port();
  }
}
