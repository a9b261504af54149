package io.jcompose.runtime.linux.dns;

import io.jcompose.model.value.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What one name stands for. Belongs to the server's thread: it counts its answers. */
final class Entry {
  /** A name that exists and stands for nothing now. */
  static final Entry SILENT = new Entry(List.of(), List.of());

  /**
   * Zero, so that nobody keeps an answer: containers come and go, and the server is as near as any
   * cache.
   */
  static final int TTL_SECONDS = 0;

  private final Rotation ipv4;
  private final Rotation ipv6;
  private final List<Name> pointers;

  private Entry(List<IpAddress> addresses, List<Name> pointers) {
    this.ipv4 = new Rotation(addresses.stream().filter(IpAddress::isIpv4).toList());
    this.ipv6 = new Rotation(addresses.stream().filter(address -> !address.isIpv4()).toList());
    this.pointers = pointers;
  }

  static Entry of(List<IpAddress> addresses) {
    return new Entry(addresses, List.of());
  }

  static Entry pointingTo(Name name) {
    return new Entry(List.of(), List.of(name));
  }

  boolean isSilent() {
    return ipv4.isEmpty() && ipv6.isEmpty() && pointers.isEmpty();
  }

  /**
   * Returns the records of a type, under the name that was asked for; none if it has none of that
   * type. Where there are several addresses, each answer begins with the one after the last
   * answer's first.
   */
  List<Record> records(Name asked, int type) {
    List<Record> records = new ArrayList<>();
    if (type == Type.A || type == Type.ANY) {
      for (byte[] address : ipv4.next()) {
        records.add(new ARecord(asked, DClass.IN, TTL_SECONDS, address));
      }
    }
    if (type == Type.AAAA || type == Type.ANY) {
      for (byte[] address : ipv6.next()) {
        records.add(new AAAARecord(asked, DClass.IN, TTL_SECONDS, address));
      }
    }
    if (type == Type.PTR || type == Type.ANY) {
      for (Name pointer : pointers) {
        records.add(new PTRRecord(asked, DClass.IN, TTL_SECONDS, pointer));
      }
    }
    return records;
  }

  /** Addresses of one version, in an order that moves on. */
  private static final class Rotation {
    private final List<byte[]> addresses;
    private int first;

    Rotation(List<IpAddress> addresses) {
      this.addresses = addresses.stream().map(IpAddress::bytes).toList();
    }

    boolean isEmpty() {
      return addresses.isEmpty();
    }

    List<byte[]> next() {
      if (addresses.size() < 2) {
        return addresses;
      }
      List<byte[]> rotated = new ArrayList<>(addresses.size());
      rotated.addAll(addresses.subList(first, addresses.size()));
      rotated.addAll(addresses.subList(0, first));
      first = (first + 1) % addresses.size();
      return rotated;
    }
  }
}
