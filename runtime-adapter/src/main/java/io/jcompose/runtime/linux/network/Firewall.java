package io.jcompose.runtime.linux.network;

import io.jcompose.runtime.host.Host;
import io.jcompose.runtime.linux.network.PodNetworks.Shortfall;
import io.jcompose.runtime.syscall.Nftables;
import io.jcompose.scheduler.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs transactions of nft(8) on the firewall of the calling thread's network namespace. */
public sealed interface Firewall extends FirewallView {
  /** Lists tables only, not what is in them. */
  String LIST = "list tables inet";

  /** The same, for {@link #list}. */
  String TABLES = "tables inet";

  /** What the kernel tells ordinary users, who may not even look. */
  String NOT_PERMITTED = "Operation not permitted";

  /**
   * Runs commands: all of them or none.
   *
   * @throws RuntimeFailure if the kernel refuses them
   */
  void run(String commands);

  /** Returns the names of the tables of the family {@code inet}. */
  Set<String> tables();

  /**
   * Returns the best this host has: libnftables, else the nft program, else none. Looks when it is
   * first asked for something: most commands only read.
   */
  static Firewall of(Host host) {
    return new WhenNeeded(() -> find(host));
  }

  private static Firewall find(Host host) {
    return Nftables.open()
        .<Firewall>map(InProcess::new)
        .or(() -> Program.find(host))
        .map(Firewall::unlessRefused)
        .orElseGet(Missing::new);
  }

  /** There may be something to speak to the kernel with, and no nf_tables in the kernel. */
  static Firewall unlessRefused(Firewall firewall) {
    Listing tables = firewall.list(TABLES);
    boolean usable = tables.succeeded() || tables.text().contains(NOT_PERMITTED);
    return usable ? firewall : Missing.refused(firewall.means(), tables.text());
  }

  /** Reads lines such as {@code table inet filter}. */
  private static Set<String> names(String list) {
    return list.lines()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .collect(Collectors.toSet());
  }

  private static RuntimeFailure refused(String errors) {
    return new RuntimeFailure(
        "cannot change the firewall: " + errors.strip(),
        "check that the kernel has nf_tables with NAT ('modprobe nf_tables nft_chain_nat nft_masq"
            + " nft_fib_inet')");
  }

  /** One that is found when it is first needed; any thread may be the first. */
  final class WhenNeeded implements Firewall {
    private final Supplier<Firewall> finding;
    private @Nullable Firewall found;

    private WhenNeeded(Supplier<Firewall> finding) {
      this.finding = finding;
    }

    private synchronized Firewall found() {
      if (found == null) {
        found = finding.get();
      }
      return found;
    }

    @Override
    public void run(String commands) {
      found().run(commands);
    }

    @Override
    public Set<String> tables() {
      return found().tables();
    }

    @Override
    public String means() {
      return found().means();
    }

    @Override
    public Listing list(String what) {
      return found().list(what);
    }

    @Override
    public Optional<Shortfall> shortfall() {
      return found().shortfall();
    }
  }

  /** The library, in this process. */
  record InProcess(Nftables library) implements Firewall {
    @Override
    public void run(String commands) {
      Nftables.Result result = library.run(commands);
      if (!result.succeeded()) {
        throw refused(result.errors());
      }
    }

    @Override
    public Set<String> tables() {
      return names(library.run(LIST).output());
    }

    @Override
    public Optional<Shortfall> shortfall() {
      return Optional.empty();
    }

    @Override
    public String means() {
      return "libnftables.so.1";
    }

    @Override
    public Listing list(String what) {
      Nftables.Result result = library.runForJson("list " + what);
      return new Listing(
          result.succeeded(), result.succeeded() ? result.output() : result.errors());
    }
  }

  /** The program, started for each transaction. */
  record Program(Path nft) implements Firewall {
    private static final List<String> PLACES = List.of("usr/sbin/nft", "sbin/nft", "usr/bin/nft");

    static Optional<Firewall> find(Host host) {
      return PLACES.stream()
          .map(host.root()::resolve)
          .filter(Files::isExecutable)
          .<Firewall>map(Program::new)
          .findFirst();
    }

    @Override
    public void run(String commands) {
      Ended ended = start(commands);
      if (ended.code() != 0) {
        throw refused(ended.output());
      }
    }

    @Override
    public Set<String> tables() {
      return names(start(LIST).output());
    }

    @Override
    public String means() {
      return nft.toString();
    }

    @Override
    public Listing list(String what) {
      // as an argument: what comes from a file is taken for JSON too, and text for nothing at all
      Ended ended = start("", "-j", "list " + what);
      return new Listing(ended.code() == 0, ended.output());
    }

    private Ended start(String commands) {
      return start(commands, "-f", "-");
    }

    private Ended start(String input, String... arguments) {
      List<String> words = new ArrayList<>(List.of(nft.toString()));
      words.addAll(List.of(arguments));
      try {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
          writer.write(input);
        }
        String output;
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
          output = String.join("\n", lines.toList());
        }
        return new Ended(process.waitFor(), output);
      } catch (IOException | UncheckedIOException e) {
        throw new RuntimeFailure(
            "cannot run " + nft + ": " + e.getMessage(), "install the package libnftables1", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RuntimeFailure("interrupted while " + nft + " ran", "run the command again", e);
      }
    }

    @Override
    public Optional<Shortfall> shortfall() {
      return Optional.empty();
    }

    private record Ended(int code, String output) {}
  }

  /**
   * There is none: ports are carried by the forwarder alone, networks are not kept apart, and pods
   * have the way out that {@link Uplink} tells, or none.
   *
   * @param shortage why, and what to do about it
   */
  record Missing(Shortfall shortage) implements Firewall {
    /** Neither the library nor the program is installed. */
    public Missing() {
      this(
          new Shortfall(
              "neither libnftables.so.1 nor the program nft is installed",
              "install the package libnftables1 (or nftables)"));
    }

    static Missing refused(String means, String answer) {
      String reason = answer.lines().findFirst().orElse("it gives no reason");
      return new Missing(
          new Shortfall(
              "the kernel refuses " + means + ": " + reason,
              "run 'modprobe nf_tables', or use a kernel built with CONFIG_NF_TABLES"));
    }

    @Override
    public void run(String commands) {
      // nothing to run it; shortfall() tells
    }

    @Override
    public Set<String> tables() {
      return Set.of();
    }

    @Override
    public String means() {
      return "nothing";
    }

    @Override
    public Listing list(String what) {
      return new Listing(false, "there is nothing to list it with");
    }

    @Override
    public Optional<Shortfall> shortfall() {
      return Optional.of(shortage);
    }
  }
}
