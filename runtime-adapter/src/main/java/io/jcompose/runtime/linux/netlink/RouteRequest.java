package io.jcompose.runtime.linux.netlink;

/** Adds and deletes routes. */
sealed interface RouteRequest extends Request {

  /** Adds a route. */
  record Add(Route route) implements RouteRequest {
    private static final int RTM_NEWROUTE = 24; // linux/rtnetlink.h
    private static final int RTPROT_STATIC = 4;

    @Override
    public byte[] write(int sequence) {
      var writer = new MessageWriter(RTM_NEWROUTE, CREATE, sequence);
      return RouteRequest.write(writer, route, RTPROT_STATIC, scope()).finish();
    }

    private int scope() {
      if (route.kind() == Route.Kind.LOCAL) {
        return Scope.HOST;
      }
      return route.gateway().isPresent() ? Scope.UNIVERSE : Scope.LINK;
    }

    @Override
    public String text() {
      return "add route " + RouteRequest.text(route);
    }
  }

  /** Deletes a route. */
  record Delete(Route route) implements RouteRequest {
    private static final int RTM_DELROUTE = 25; // linux/rtnetlink.h
    private static final int RTPROT_UNSPEC = 0; // whoever made it

    @Override
    public byte[] write(int sequence) {
      var writer = new MessageWriter(RTM_DELROUTE, CHANGE, sequence);
      return RouteRequest.write(writer, route, RTPROT_UNSPEC, Scope.NOWHERE).finish();
    }

    @Override
    public String text() {
      return "delete route " + RouteRequest.text(route);
    }
  }

  private static MessageWriter write(MessageWriter writer, Route route, int protocol, int scope) {
    int smallTable = route.table() < 256 ? route.table() : 0; // the attribute has room for all
    writer
        .number8(IpVersion.of(route.destination()).family())
        .number8(route.destination().prefix())
        .number8(0) // source's prefix: everyone
        .number8(0) // type of service
        .number8(smallTable)
        .number8(protocol)
        .number8(scope)
        .number8(route.kind().number())
        .number32(0); // flags
    if (route.destination().prefix() > 0) {
      writer.attribute(Route.RTA_DST, route.destination().base().bytes());
    }
    route.gateway().ifPresent(gateway -> writer.attribute(Route.RTA_GATEWAY, gateway.bytes()));
    route.link().ifPresent(link -> writer.attribute(Route.RTA_OIF, link));
    if (route.metric() != 0) {
      writer.attribute(Route.RTA_PRIORITY, route.metric());
    }
    return writer.attribute(Route.RTA_TABLE, route.table());
  }

  private static String text(Route route) {
    return "to "
        + route.destination()
        + route.gateway().map(gateway -> " by " + gateway).orElse("")
        + (route.table() == Route.MAIN ? "" : " in table " + route.table());
  }
}
