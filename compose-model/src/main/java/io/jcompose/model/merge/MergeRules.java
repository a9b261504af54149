package io.jcompose.model.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of merge rules, as a tree to be walked along with a document. What has no row is {@link
 * MergeRule#PLAIN}.
 *
 * @param rule the rule at this place
 * @param children the rules of the values below, by key; {@code *} stands for any key
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">the rules</a>
 */
record MergeRules(MergeRule rule, Map<String, MergeRules> children) {
  private static final String ANY_KEY = "*";
  private static final MergeRules NONE = new MergeRules(MergeRule.PLAIN, Map.of());

  private static final MergeRule KEY_VALUES = MergeRule.formed(Forms::keyValues);
  private static final MergeRule KEY_VALUE = MergeRule.PLAIN.withNullAsValue();
  private static final MergeRule DISTINCT_TEXTS = MergeRule.distinctBy(Identities::text);

  /** The rules of a Compose file; a key that is not merged the plain way needs a row here. */
  static final MergeRules COMPOSE =
      of(
          Map.ofEntries(
              Map.entry("services.*.cap_add", DISTINCT_TEXTS),
              Map.entry("services.*.cap_drop", DISTINCT_TEXTS),
              Map.entry("services.*.command", MergeRule.replaced()),
              Map.entry("services.*.depends_on", MergeRule.formed(Forms::dependencies)),
              Map.entry("services.*.entrypoint", MergeRule.replaced()),
              Map.entry(
                  "services.*.env_file",
                  MergeRule.distinctBy(Identities::path).after(Forms::listOfOne)),
              Map.entry("services.*.environment", KEY_VALUES),
              Map.entry("services.*.environment.*", KEY_VALUE),
              Map.entry("services.*.expose", DISTINCT_TEXTS),
              Map.entry("services.*.extra_hosts", DISTINCT_TEXTS.after(Forms::hosts)),
              Map.entry("services.*.healthcheck.test", MergeRule.replaced()),
              Map.entry("services.*.labels", KEY_VALUES),
              Map.entry("services.*.labels.*", KEY_VALUE),
              Map.entry("services.*.links", DISTINCT_TEXTS),
              Map.entry("services.*.networks", MergeRule.formed(Forms::names)),
              Map.entry("services.*.ports", MergeRule.distinctBy(Identities::port)),
              Map.entry("services.*.profiles", DISTINCT_TEXTS),
              Map.entry(
                  "services.*.tmpfs",
                  MergeRule.distinctBy(Identities::tmpfsTarget).after(Forms::listOfOne)),
              Map.entry("services.*.volumes", MergeRule.distinctBy(Identities::mountTarget)),
              Map.entry("volumes.*.labels", KEY_VALUES),
              Map.entry("volumes.*.labels.*", KEY_VALUE)));

  private static MergeRules of(Map<String, MergeRule> rows) {
    MergeRules rules = NONE;
    for (Map.Entry<String, MergeRule> row : rows.entrySet()) {
      rules = rules.with(List.of(row.getKey().split("\\.")), row.getValue());
    }
    return rules;
  }

  private MergeRules with(List<String> path, MergeRule added) {
    if (path.isEmpty()) {
      return new MergeRules(added, children);
    }
    String key = path.get(0);
    MergeRules below = children.getOrDefault(key, NONE);
    Map<String, MergeRules> changed = new LinkedHashMap<>(children);
    changed.put(key, below.with(path.subList(1, path.size()), added));
    return new MergeRules(rule, Map.copyOf(changed));
  }

  /** Returns the rules of what stands behind {@code key}. */
  MergeRules below(String key) {
    return Optional.ofNullable(children.get(key))
        .orElseGet(() -> children.getOrDefault(ANY_KEY, NONE));
  }

  /** Returns whether anything below has a rule of its own. */
  boolean goDeeper() {
    return !children.isEmpty();
  }
}
