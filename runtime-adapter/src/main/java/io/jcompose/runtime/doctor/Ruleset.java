package io.jcompose.runtime.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a firewall's ruleset, as nftables lists it in JSON; what is no JSON is an empty one.
 *
 * @see <a href="https://manpages.debian.org/bookworm/libnftables1/libnftables-json.5.en.html">
 *     libnftables-json(5)</a>
 */
final class Ruleset {
  private static final String OURS = "jcompose_";

  private final List<Chain> chains = new ArrayList<>();
  private final List<JsonNode> rules = new ArrayList<>();

  private Ruleset() {}

  static Ruleset parse(String json) {
    Ruleset ruleset = new Ruleset();
    try {
      for (JsonNode object : new JsonMapper().readTree(json).path("nftables")) {
        if (object.has("chain")) {
          ruleset.chains.add(Chain.of(object.path("chain")));
        } else if (object.has("rule")) {
          ruleset.rules.add(object.path("rule").path("expr"));
        }
      }
    } catch (JacksonException e) {
      return new Ruleset(); // a libnftables built without JSON
    }
    return ruleset;
  }

  /**
   * A chain; only one that is hooked into the kernel has a hook and a policy, else these are empty.
   */
  record Chain(String family, String table, String name, String hook, String policy) {
    private static Chain of(JsonNode node) {
      return new Chain(
          node.path("family").asString(""),
          node.path("table").asString(""),
          node.path("name").asString(""),
          node.path("hook").asString(""),
          node.path("policy").asString(""));
    }

    boolean isIpv6Only() {
      return family.equals("ip6");
    }

    boolean isIpv4Only() {
      return family.equals("ip");
    }

    /** Returns whether iptables(8) made it, whose names are in capitals. */
    boolean isIptables() {
      return table.equals("filter") && name.equals("FORWARD") && !family.equals("inet");
    }

    private boolean dropsForwarded() {
      return hook.equals("forward")
          && policy.equals("drop")
          && List.of("ip", "ip6", "inet").contains(family)
          && !table.startsWith(OURS);
    }
  }

  /** Returns the chains of others that drop what they do not expressly pass on. */
  List<Chain> droppingForwarded() {
    return chains.stream().filter(Chain::dropsForwarded).toList();
  }

  /** Returns whether the table of {@code other} has a chain of such a name. */
  boolean hasChain(Chain other, Predicate<String> name) {
    return chains.stream()
        .filter(c -> c.family().equals(other.family()) && c.table().equals(other.table()))
        .anyMatch(c -> name.test(c.name()));
  }

  /** Returns whether rules accept what comes from links of this name, and what goes to them. */
  boolean acceptsLinks(String pattern) {
    return Stream.of("iifname", "oifname")
        .allMatch(key -> rules.stream().anyMatch(rule -> accepts(rule, key, pattern)));
  }

  /** Returns whether that is all a rule asks, and it accepts then. */
  private static boolean accepts(JsonNode rule, String key, String pattern) {
    boolean matches = false;
    boolean accepts = false;
    for (JsonNode expression : rule) {
      if (expression.has("match")) {
        if (matches || !isLink(expression.path("match"), key, pattern)) {
          return false;
        }
        matches = true;
      }
      accepts |= expression.has("accept");
    }
    return matches && accepts;
  }

  private static boolean isLink(JsonNode match, String key, String pattern) {
    return match.path("op").asString("").equals("==")
        && match.path("left").path("meta").path("key").asString("").equals(key)
        && match.path("right").asString("").equals(pattern);
  }
}
