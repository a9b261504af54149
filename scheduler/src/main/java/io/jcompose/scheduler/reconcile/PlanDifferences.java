package io.jcompose.scheduler.reconcile;

import io.jcompose.model.plan.ContainerPlan;
import io.jcompose.model.project.Environment;
import io.jcompose.model.project.Mount;
import io.jcompose.model.project.NetworkSettings;
import io.jcompose.model.project.ProcessSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts into words what makes a container another, in the words of the Compose file. */
final class PlanDifferences {
  private final ContainerPlan now;
  private final ContainerPlan then;
  private final List<String> differences = new ArrayList<>();

  private PlanDifferences(ContainerPlan now, ContainerPlan then) {
    this.now = now;
    this.then = then;
  }

  /**
   * Returns a clause such as {@code "environment FOO, command changed"}; names of variables and
   * labels, never their values, which may be secrets.
   */
  static String between(ContainerPlan now, ContainerPlan then) {
    PlanDifferences differences = new PlanDifferences(now, then);
    differences.find();
    return differences.differences.isEmpty()
        ? "its definition changed" // its pod's, or the form of the hash
        : String.join(", ", differences.differences) + " changed";
  }

  private void find() {
    compare("image", ContainerPlan::image);
    process("entrypoint", ProcessSettings::entrypoint);
    process("command", ProcessSettings::command);
    names("environment", variables(now), variables(then));
    process("user", ProcessSettings::user);
    process("working_dir", ProcessSettings::workingDirectory);
    process("init", ProcessSettings::init);
    process("stop_signal", ProcessSettings::stopSignal);
    process("stop_grace_period", ProcessSettings::stopGracePeriod);
    network("hostname", NetworkSettings::hostname);
    network("domainname", NetworkSettings::domainName);
    network("extra_hosts", NetworkSettings::extraHosts);
    network("links", NetworkSettings::links);
    names("volume", targets(now), targets(then));
    names("file", files(now), files(then));
    compare("security settings", ContainerPlan::security);
    compare("healthcheck", ContainerPlan::healthcheck);
    compare("restart", ContainerPlan::restart);
    names("label", now.labels(), then.labels());
    compare("tty", plan -> plan.console().tty());
    compare("stdin_open", plan -> plan.console().stdinOpen());
    compare("logging", plan -> plan.console().logging());
    compare("pre_start", plan -> plan.hooks().preStart());
    compare("post_start", plan -> plan.hooks().postStart());
    compare("pre_stop", plan -> plan.hooks().preStop());
  }

  private void compare(String what, Function<ContainerPlan, Object> part) {
    if (!part.apply(now).equals(part.apply(then))) {
      differences.add(what);
    }
  }

  private void process(String what, Function<ProcessSettings, Object> part) {
    compare(what, plan -> part.apply(plan.process()));
  }

  private void network(String what, Function<NetworkSettings, Object> part) {
    compare(what, plan -> part.apply(plan.network()));
  }

  private void names(String what, Map<String, ?> before, Map<String, ?> after) {
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String name : all) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        differences.add(what + " " + name);
      }
    }
  }

  private static Map<String, Object> variables(ContainerPlan plan) {
    Environment environment = plan.process().environment();
    Map<String, Object> variables = new TreeMap<>(environment.values());
    environment.removed().forEach(name -> variables.put(name, environment.removed()));
    return variables;
  }

  /** Configs and secrets by where they are; a changed content is another fingerprint. */
  private static Map<String, String> files(ContainerPlan plan) {
    Map<String, String> files = new HashMap<>();
    plan.files().forEach(file -> files.put(file.target(), file.content().fingerprint()));
    return files;
  }

  private static Map<String, Mount> targets(ContainerPlan plan) {
    Map<String, Mount> targets = new HashMap<>();
    plan.mounts().forEach(mount -> targets.put(mount.target(), mount));
    return targets;
  }
}
