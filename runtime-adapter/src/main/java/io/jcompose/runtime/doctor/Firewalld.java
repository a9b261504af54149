package io.jcompose.runtime.doctor;

import io.jcompose.runtime.doctor.Finding.Topic;
import java.util.List;
import java.util.stream.Stream;

/** Whether firewalld runs, and whether it trusts jcompose's bridges. */
final class Firewalld implements Check {
  private static final Question FIREWALLD = new Question(Topic.NETWORK, "firewalld");
  private static final String TRUSTED = "etc/firewalld/zones/trusted.xml";
  private static final String OURS = "<interface name=\"jc+\"";

  private final HostView files;

  Firewalld(HostView files) {
    this.files = files;
  }

  @Override
  public List<Finding> findings() {
    boolean runs = Stream.of("run/firewalld", "run/firewalld.pid").anyMatch(files::has);
    if (!runs) {
      return List.of(FIREWALLD.ok("does not run"));
    }
    return List.of(
        files.text(TRUSTED).filter(zone -> zone.contains(OURS)).isPresent()
            ? FIREWALLD.ok("runs, and trusts jcompose's bridges")
            : FIREWALLD.warning(
                "runs, and rejects what containers send to other machines",
                "run 'firewall-cmd --permanent --zone=trusted --add-interface=jc+' and"
                    + " 'firewall-cmd --reload'"));
  }
}
